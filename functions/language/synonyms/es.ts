/** Groups of Spanish words that visitors and articles use for the same thing, one a line. */
export const spanish = `
cancelar anular cancelación anulación baja terminar dejar rescindir desapuntarse borrarse
cancelar cambiar aplazar mover fechas fecha modificar
reembolso devolver dinero devolución reintegro reembolsar recuperar
devolver devolución retornar cambiar
cambiar cambio modificar sustituir actualizar corregir
precio cuesta cuestan coste costo tarifa vale cuánto caro barato cobran importe
gratis gratuito gratuita incluido libre
descuento rebaja promoción oferta reducido reducción código cupón ahorrar
descuento estudiantes jubilados mayores carné
regalo tarjeta bono vale cheque
pagar pago abonar cobrar cobro pagos
tarjeta crédito débito visa mastercard amex american
efectivo metálico monedas
transferencia banco iban
domiciliación recibo adeudo cuenta
plazos cuotas financiar financiación mensual
factura recibo ticket justificante comprobante
iva impuesto impuestos
fianza depósito garantía retención retener bloqueo retenido
tasa turística impuesto
retraso tarde multa sanción penalización
pedido compra comprar pedir encargo
envío enviar entrega entregar llegar mandar reparto
paquete envío
seguimiento rastrear localizar
extranjero internacional países
recoger recogida
urgente rápido express
roto dañado defectuoso estropeado averiado avería
garantía
reparar reparación arreglar taller
talla tamaño medida grande pequeño
abrir abierto abre abren apertura horario cerrar cerrado cierra
hora horas horario
festivo festivos navidad vacaciones
sábado domingo finde
mañana temprano pronto
noche tarde medianoche madrugada
verano agosto julio
dirección dónde ubicación llegar calle
bus autobús metro tren tranvía estación transporte
parking aparcamiento aparcar coche garaje plaza estacionamiento estacionar
coche vehículo auto carro
cargar cargador eléctrico enchufe recarga
bicicleta bici
taxi traslado aeropuerto lanzadera transporte
contacto teléfono llamar número correo email
ayuda soporte asistencia atención
recepción mostrador
cuenta perfil usuario
registrarse registro alta inscribirse inscripción apuntarse apuntar
entrar acceder acceso iniciar sesión login contraseña
contraseña clave olvidado olvidar restablecer
seguridad seguro protección
datos privacidad personales
borrar eliminar suprimir cerrar
plan tarifa suscripción paquete
suscripción contrato cuota plan
socio miembro carné carnet
contrato permanencia
renovar renovación prorrogar ampliar prolongar
pausa suspender congelar
usuario usuarios empleado empleados compañero colega
gestor asesor contable
compartir invitar permisos
exportar descargar
importar subir cargar
imprimir impresora fotocopia copia impresión
escanear digitalizar escáner
móvil teléfono app aplicación
ordenador ordenadores pc portátil computadora
internet wifi conexión red
idioma inglés español alemán
reserva reservar reservas prestado
cita hora
entrada llegada llegar llegamos checkin
salida checkout dejar
habitación habitaciones cuarto suite
cama cuna supletoria
bebé bebés cuna
niño niños niña hijo hija hijos crío críos infantil peques menor
familia familiar padres hermanos
hermano hermana hermanos
jóvenes joven adolescentes
edad años
adulto adultos
jubilado jubilados mayores pensionista
estudiante estudiantes alumno
profesor profesora maestro
mascota mascotas perro perros gato animal animales perrito
desayuno desayunar comer
comida comer cenar cena restaurante menú
bebida agua café
alergia gluten celiaco celiaca vegano vegetariano intolerancia lactosa dieta
equipaje maleta maletas consigna bolsas
taquilla consigna guardar
toalla toallas sábanas
piscina nadar bañarse
spa sauna masaje
gimnasio fitness
curso clase clases cursos taller
nivel prueba
principiante
examen prueba
certificado diploma justificante
libro libros título novela
grupo grupos personas
privado particular individual
empresa negocio compañía
online línea virtual
enfermo enfermedad malo médico
biblioteca préstamo prestar tomar sacar llevar
alquilar alquiler
prestado reservado
entrada entradas billete
actividad actividades evento taller
cumpleaños fiesta celebrar
silla ruedas discapacidad accesible ascensor minusválido
ascensor escaleras
baño aseo ducha
fumar tabaco
normas permitido prohibido
perdido olvidado dejé dejado encontrado objetos olvidar perder
llave tarjeta
empleo trabajo vacante
queja reclamación
boletín newsletter
esperar cola
máximo límite
mínimo
tiempo dura duración tarda
empezar empieza comienzo inicio
documento dni pasaporte identificación
elegir escoger seleccionar
comprar adquirir
vender venta
anual año anualmente
mensual mes mensualmente
peli película dvd préstamo
película dvd cine
bocadillo comer comida bebida
móvil hablar llamadas silencio
ruido silencio hablar
silencio ruido callar
pequeño pequeños niños bebés infantil
finde semana sábado domingo
cargador olvidado objeto perdido
dejar dejé olvidado olvidé perdido
perrito perro mascota
cría crío niño
flexible reembolsable tarifa
anual año descuento
equivocar equivoqué error corregir rectificar rectificativa
error equivocado corregir
mandar mandado enviar enviada
extra adicional suplemento
suplemento extra adicional
incluye incluido incluida
amex american express tarjetas
vale válido acepta aceptan
aceptar aceptan admiten admitir
admitir admiten permitido permiten aceptan
llevar traer permitido
traer llevar interbibliotecario
dinero importe cantidad pago
devolver devuelven reembolso
plazo días fecha límite
límite máximo plazo
tarde retraso
antes previo anticipación antelación
después posterior
coger tomar usar
usar utilizar uso
abuelo abuela mayores jubilados
pareja marido mujer acompañante
acompañante persona adicional
amigo acompañante
hijo menor niños años
menor menores niños edad
autorización permiso padres
permiso autorización
firma firmar
dni identidad documento pasaporte nie
empadronado residencia padrón
residente vecino empadronado
foto fotografía
carné carnet tarjeta socio
duplicado perdido nuevo carné
sala salas estudio
estudiar estudio sala
silla asiento plaza
asiento plaza
plaza plazas aforo
aforo plazas personas
lista espera completo
completo lleno
libre disponible
avería roto
limpio limpieza sucio
limpiar limpieza
ropa lavandería lavar
plancha planchar
secador pelo
aire acondicionado calefacción
calor frío temperatura
vista vistas
planta piso
playa mar
sombrilla hamaca tumbona
tumbona hamaca
barco ferry
excursión excursiones visita
guía visita
museo exposición
entradas tickets
imprimir impresión impresora copias
copia copias fotocopias
escáner escanear digitalizar
documento documentos archivo pdf
archivo fichero
doble autenticación verificación seguridad
código sms verificación
cambiar pasar
superior mejorar ampliar
inferior reducir
colegiado licencia
nómina sueldo salario
proveedor gastos
gasto gastos recibo
presupuesto oferta
impagado pendiente recordatorio
recordatorio aviso
médico doctor consulta
receta medicamento
dentista dientes
vacuna vacunación
gafas lentes
peluquería pelo
masaje tratamiento
flores plantas
muebles sofá
zapatos calzado
juguete juegos
boda casarse
piso vivienda alquiler
gasolina combustible
préstamo crédito
interés intereses
donar donación
voluntario voluntariado
prácticas becario
beca ayuda
extranjero internacional país países europa : noruega suecia alemania austria suiza francia portugal italia polonia bélgica irlanda inglaterra eeuu américa méxico argentina chile colombia
laborable laborables lunes viernes : martes miércoles jueves
finde semana : sábado domingo
festivo festivos : navidad reyes nochevieja pascua agosto
mascota mascotas animal animales : perro gato cachorro conejo pájaro
tarjeta tarjetas crédito : visa mastercard amex maestro
pago pagar pagos : paypal bizum klarna cheque efectivo tarjeta transferencia
niño niños infantil menores : hijo hija bebé crío adolescente nieto nieta sobrino gemelos
persona acompañante : amigo amiga marido mujer esposa pareja hermano hermana madre padre abuela abuelo compañero
coche vehículo : furgoneta moto autocaravana caravana tesla
móvil teléfono dispositivo : iphone android samsung ipad tablet
archivo formato documento exportar : pdf csv excel word
comida comer : bocadillo pizza tarta ensalada sopa hamburguesa sándwich
bebida : café té vino cerveza zumo agua refresco alcohol
alergia dieta : vegano vegetariano gluten lactosa celiaco celiaca frutos
equipaje maleta : mochila bolsa maletas
ropa : camisa zapatos vestido chaqueta bañador pantalón
accesible discapacidad : silla ruedas ciego sordo muletas carrito
transporte público : autobús metro tren tranvía
enfermo enfermedad : gripe fiebre covid hospital operación malo
médico : pediatra dermatólogo
reducida reducido descuento : estudiante jubilado parado desempleado profesor joven
deporte : fútbol tenis yoga pilates natación
idioma idiomas : inglés español francés alemán italiano portugués catalán
personal empleado : recepcionista bibliotecario camarero profesor
libro libros documentos : novela cómic revista dvd película disco audiolibro
perdido olvidado objetos : guante paraguas cartera móvil llaves cargador bufanda gafas abrigo reloj
servicios equipamiento : secador plancha nevera minibar caja balcón
roto defecto dañado : rayado grieta agujero mancha
entrega envío : llega llegará recibir recibo tarda
precio tarifas : cobráis cobran sale barato presupuesto
cancelar baja : dejar irme salir contrato antes
devolución devolver : arrepentido gusta quiero
horario abierto : abrís cerráis cierran abren mediodía
cita reservar : pedir coger hora
registrarse alta cuenta : crear abrir
inscribirse inscripción : apuntarse participar plaza
justificante certificado : comprobante acreditar
dirección llegar : gps mapa cómo parada
contacto teléfono : llamar hablar localizar
comer comida : hambre almuerzo cenar
equipaje consigna : guardar dejar
aparcamiento coche : aparcar plaza garaje
contraseña acceso : entrar bloqueado recuperar
datos borrar : eliminar cuenta
factura : copia duplicado empresa nif cif datos
domiciliación cuenta : iban banco recibo cargado
plan planes : incluye límite diferencia características
usuario usuarios : añadir compañero acceso invitar
cambiar plan : subir bajar pasar
prueba gratis : probar demo días
banco conexión : sincronizar movimientos
factura corregir : error rectificar enviada
carné carnet : sacar hacer renovar perdí necesito
préstamo libros : cuántos días llevar sacar
renovar : ampliar alargar días
reservar libro : prestado lista espera
multa retraso : tarde sanción devolver
sala estudio : grupo silencio reservar
ordenador : internet imprimir sesión
actividades : taller club lectura cuentacuentos niños
donar donación : libros regalar
habitación tipos : vistas cama matrimonio individual doble
desayuno : buffet incluido hora celíaco vegano
entrada llegada : temprano tarde llave recepción madrugada
salida : tarde maletas hora
cancelar reserva : flexible reembolsable fechas
mascotas : perro gato suplemento
piscina spa : niños toalla horario gorro
traslado aeropuerto : recogida taxi bus
objetos perdidos : olvidado dejado habitación enviar
fianza : bloqueo retenido tarjeta devuelven
`
