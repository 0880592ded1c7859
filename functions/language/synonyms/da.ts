/** Groups of Danish words that visitors and articles use for the same thing, one a line. */
export const danish = `
opsige opsigelse afmelde afbestille annullere annullering stoppe
afbestille ændre flytte
refusion penge tilbage refundere tilbagebetaling
retur returnere fortryde fortrydelsesret
bytte ombytte
pris priser koster gebyr dyrt billigt betale
gratis inkluderet
rabat rabatkode tilbud studerende pensionister
gavekort gave
betale betaling kort mobilepay faktura
kort visa mastercard
kontant kontanter
faktura kvittering
moms skat
depositum
forsinket forsinkelse
bestilling bestille ordre købe
fragt levering levere sende
pakke forsendelse
spore sporing
udland lande
hente afhentning
defekt beskadiget ødelagt
garanti
reparere reparation
størrelse mål
åbent åbningstider lukket lukker åbner
lørdag søndag weekend
adresse find hvor
bus tog metro station
parkering parkere bil
elbil lade opladning
cykel cykler
lufthavn taxa
kontakt telefon ringe
hjælp support
konto profil
registrere tilmelding tilmelde
login adgangskode
adgangskode kodeord glemt nulstille
data privatliv
slette fjerne
abonnement medlemskab aftale
medlem medlemskab
forlænge forny
pause
booking reservation bestille
ankomst indtjekning
afrejse udtjekning
værelse værelser
barn børn søn datter baby
familie forældre
alder år
studerende
lærer
kæledyr hund hunde kat
morgenmad
mad spise restaurant
allergi gluten vegansk
bagage kuffert tasker
håndklæde
pool svømme bad
kursus lektion
eksamen prøve
certifikat bevis
bog bøger
gruppe personer
virksomhed firma
syg læge
låne lån
leje
kørestol handicap tilgængelig
elevator
toilet bad
ryge
regler forbudt tilladt
mistet glemt fundet
nøgle
job
klage
vente
`
