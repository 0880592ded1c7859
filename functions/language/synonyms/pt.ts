/** Groups of Portuguese words that visitors and articles use for the same thing, one a line. */
export const portuguese = `
cancelar cancelamento anular rescindir terminar desistir desistência
cancelar mudar alterar adiar remarcar data
reembolso reembolsar dinheiro devolver estorno
devolver devolução retornar trocar
trocar troca substituir
preço custa custo tarifa quanto caro pagar valor
grátis gratuito incluído incluso
desconto redução promoção cupom código reduzido
reduzido estudantes idosos
presente vale cartão oferta
pagar pagamento
cartão crédito visa mastercard amex american
numerário dinheiro
transferência banco iban pix
débito conta
prestações parcelas parcelar
fatura recibo nota
iva imposto taxa
caução depósito sinal
atraso multa
encomenda pedido encomendar compra comprar
envio enviar entrega entregar frete chegar
pacote encomenda
rastrear rastreamento seguir
exterior internacional estrangeiro países
levantar retirar recolher
urgente expresso rápido
quebrado partido danificado defeituoso avariado
garantia
reparar reparação conserto consertar oficina
tamanho medida
aberto abertura abre abrem horário fechado fecha funcionamento
hora horas horário
feriado natal
sábado domingo
manhã cedo
noite tarde
endereço morada onde fica chegar
ônibus autocarro metro comboio trem estação
estacionamento estacionar carro garagem parque
carro veículo automóvel
elétrico carregar carregamento
bicicleta bike
táxi transfer aeroporto
contato contacto telefone ligar número
ajuda suporte assistência
recepção receção
conta perfil
registar cadastro inscrição inscrever
entrar acesso login
senha palavra-passe esqueci redefinir
segurança seguro
dados privacidade
apagar eliminar excluir
assinatura plano contrato subscrição
sócio membro cartão
renovar renovação prolongar
suspender pausar
utilizador usuário colega
exportar baixar descarregar
importar carregar
imprimir impressão
telemóvel celular aplicativo
computador portátil
internet wifi
idioma língua inglês
reserva reservar estadia
consulta marcação hora
chegada chegar checkin
saída checkout
quarto quartos
cama berço
criança crianças filho filha bebê bebé menino
família pais
idade anos
idosos reformados aposentados
estudante estudantes aluno
professor professora
animal animais cão cachorro gato
café manhã pequeno-almoço
comer comida refeição restaurante jantar
beber bebida água
alergia glúten vegano vegetariano celíaco
bagagem mala malas
toalha toalhas
piscina nadar
spa sauna
ginásio academia
curso cursos aula aulas
nível teste
exame prova
certificado diploma
livro livros
grupo pessoas
empresa
online distância
doente doença médico
empréstimo emprestar
alugar aluguel aluguer
evento atividade
aniversário festa
cadeira rodas deficiente acessível
elevador escadas
banheiro casa duche chuveiro
fumar cigarro
regras proibido permitido
perdido esqueci achado objetos
chave cartão
emprego trabalho vaga
reclamação queixa
esperar espera
duração tempo dura
documento passaporte identidade
`
