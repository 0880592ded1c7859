/** Groups of Swedish words that visitors and articles use for the same thing, one a line. */
export const swedish = `
säga uppsägning avsluta avbeställa avboka avbokning avsluta
avboka ändra flytta boka
återbetalning pengar tillbaka återbetala
retur returnera lämna ångra ångerrätt
byta byte
pris priser kostar kostnad avgift dyrt billigt betala
gratis kostnadsfritt ingår
rabatt rabattkod erbjudande studenter pensionärer
presentkort present
betala betalning kort swish faktura
kort visa mastercard
kontant kontanter
faktura kvitto
moms skatt
deposition
försenad försening sen
beställning beställa order köpa
frakt leverans leverera skicka
paket försändelse
spåra spårning
utomlands länder
hämta upphämtning
trasig skadad defekt
garanti
reparera reparation laga
storlek mått
öppet öppettider stängt stänger öppnar
lördag söndag helg
adress hitta var
buss tåg tunnelbana station
parkering parkera bil
elbil ladda laddning
cykel cyklar
flygplats taxi
kontakt telefon ringa
hjälp support
konto profil
registrera anmälan anmäla
logga inloggning lösenord
lösenord glömt återställa
uppgifter integritet
ta bort radera
abonnemang medlemskap avtal
medlem medlemskap
förlänga förnya
pausa paus
bokning boka reservation
ankomst incheckning
avresa utcheckning
rum
barn son dotter baby
familj föräldrar
ålder år
student studenter
lärare
husdjur hund hundar katt
frukost
mat äta restaurang
allergi gluten vegan
bagage väska väskor
handduk
pool simma bad
kurs lektion
prov examen
intyg certifikat
bok böcker
grupp personer
företag
sjuk läkare
låna lån
hyra
rullstol handikapp tillgänglig
hiss
toalett dusch
röka
regler förbjudet tillåtet
borttappad glömt hittat
nyckel
jobb
klagomål
vänta
`
