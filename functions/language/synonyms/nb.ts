/** Groups of Norwegian words that visitors and articles use for the same thing, one a line. */
export const norwegian = `
si oppsigelse avslutte avbestille kansellere kansellering stoppe
avbestille endre flytte
refusjon penger tilbake refundere tilbakebetaling
retur returnere angre angrerett
bytte ombytting
pris priser koster gebyr dyrt billigt betale
gratis inkludert
rabatt rabattkode tilbud studenter pensjonister
gavekort gave
betale betaling kort vipps faktura
kort visa mastercard
kontant kontanter
faktura kvittering
mva skatt
depositum
forsinket forsinkelse
bestilling bestille ordre kjøpe
frakt levering levere sende
pakke sending
spore sporing
utland land
hente henting
defekt skadet ødelagt
garanti
reparere reparasjon
størrelse mål
åpent åpningstider stengt stenger åpner
lørdag søndag helg
adresse find hvor
buss tog bane stasjon
parkering parkere bil
elbil lade lading
sykkel sykler
flyplass taxi
kontakt telefon ringe
hjelp support
konto profil
registrere påmelding melde
innlogging passord
passord glemt tilbakestille
opplysninger personvern
slette fjerne
abonnement medlemskap avtale
medlem medlemskap
forlenge fornye
pause
bestilling reservasjon bestille
ankomst innsjekking
avreise utsjekking
rom
barn sønn datter baby
familie foreldre
alder år
student studenter
lærer
kjæledyr hund hunder katt
frokost
mat spise restaurant
allergi gluten vegansk
bagage koffert bagasje vesker
håndkle
basseng svømme bad
kurs time
eksamen prøve
sertifikat bevis
bok bøker
gruppe personer
bedrift firma
syk lege
låne lån
leie
rullestol handikap tilgjengelig
heis
toalett dusj
røyke
regler forbudt tillatt
mistet glemt funnet
nøkkel
jobb
klage
vente
`
