/** Groups of Italian words that visitors and articles use for the same thing, one a line. */
export const italian = `
disdire disdetta annullare annullamento cancellare cancellazione recedere recesso terminare
annullare spostare cambiare rimandare modificare data
rimborso rimborsare soldi indietro riavere
reso restituire restituzione rendere rimandare
cambiare cambio sostituire sostituzione
prezzo costa costo tariffa tariffe quanto caro pagare importo
gratis gratuito gratuita incluso compreso
sconto riduzione ridotto promozione codice offerta
ridotto studenti anziani pensionati
regalo buono carta
pagare pagamento saldare
carta credito visa mastercard amex american
contanti
bonifico banca iban
addebito conto
rate rateale finanziamento
fattura ricevuta scontrino
iva tassa imposta soggiorno
cauzione deposito caparra
ritardo tardi multa penale
ordine ordinare acquisto comprare
spedizione spedire consegna consegnare inviare arriva
pacco spedizione
tracciare tracciamento
estero internazionale paesi
ritiro ritirare
urgente espresso rapido
rotto danneggiato difettoso guasto
garanzia
riparare riparazione officina
taglia misura dimensioni
aperto apertura apre aprite orari chiuso chiude
ora ore orari
festivo festivi natale
sabato domenica weekend
mattina presto
sera notte tardi mezzanotte
indirizzo dove trova arrivare
autobus metro treno tram stazione
parcheggio parcheggiare auto macchina garage posto
auto macchina veicolo
elettrica ricarica ricaricare
bicicletta bici
taxi navetta aeroporto
contatto telefono chiamare numero
aiuto assistenza supporto
reception accoglienza
account profilo
registrare registrazione iscriversi iscrizione
accesso accedere login
password dimenticata reimpostare
sicurezza sicuro protezione
dati privacy personali
eliminare cancellare chiudere
abbonamento piano contratto tariffa
socio membro tessera iscrizione
contratto durata
rinnovare rinnovo prolungare proroga
sospendere pausa
utente collega dipendente
esportare scaricare
importare caricare
stampare stampa stampante
telefono cellulare app
computer portatile pc
internet wifi
lingua inglese italiano
prenotazione prenotare soggiorno
appuntamento
arrivo arrivare checkin
partenza checkout
camera camere stanza
letto culla
bambino bambini figlio figlia bimbo neonato
famiglia genitori
ragazzi giovani
età anni
anziani pensionati
studente studenti alunno
insegnante docente
animale animali cane cani gatto cagnolino
colazione buffet
mangiare pasto ristorante cena pranzo
bere bevanda acqua
allergia glutine vegano vegetariano celiaco
bagaglio bagagli valigia valigie borse deposito
asciugamano asciugamani
piscina nuotare
spa sauna
palestra fitness
corso corsi lezione
livello test
esame prova
certificato attestato
libro libri
gruppo persone
azienda ditta
online distanza
malato malattia medico
prestito prendere
noleggio noleggiare affitto
evento attività
compleanno festa
sedia rotelle disabili accessibile
ascensore scale
bagno doccia
fumare sigaretta
regole vietato permesso
perso dimenticato smarrito oggetti
chiave tessera
lavoro impiego
reclamo lamentela
attesa attendere
durata tempo dura
documento passaporto identità
`
