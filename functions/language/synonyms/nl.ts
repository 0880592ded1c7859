/** Groups of Dutch words that visitors and articles use for the same thing, one a line. */
export const dutch = `
opzeggen opzegging beëindigen stoppen annuleren afmelden uitschrijven
annuleren annulering afzeggen
verzetten verplaatsen wijzigen omboeken datum
terugbetaling terugbetalen geld terug terugkrijgen
retour retourneren terugsturen terugbrengen herroepen
ruilen omruilen vervangen
prijs prijzen kost kosten tarief tarieven duur goedkoop betalen
gratis kosteloos inbegrepen inclusief
korting actie aanbieding kortingscode gereduceerd
korting studenten senioren
cadeau cadeaubon bon
betalen betaling betaalwijze afrekenen
creditcard kaart visa mastercard amex american
contant
overmaken overboeking bank iban
incasso automatisch afschrijven
termijnen gespreid
factuur bon rekening
btw belasting
borg aanbetaling
laat vertraging boete
bestelling bestellen kopen aankoop order
verzending verzenden levering leveren bezorging bezorgen bezorgd versturen
verzendkosten bezorgkosten
pakket zending
volgen track
buitenland internationaal landen
ophalen afhalen
spoed snel
kapot stuk beschadigd defect
garantie
reparatie repareren werkplaats
maat maten afmetingen
open openingstijden geopend gesloten dicht sluiten
tijd tijden uur
feestdag feestdagen kerst
zaterdag zondag weekend
ochtend vroeg
avond laat nacht
adres waar route
bus trein metro tram station
parkeren parkeerplaats auto garage
auto voertuig
elektrisch laden laadpaal
fiets fietsen
taxi shuttle vliegveld
contact telefoon bellen nummer
hulp ondersteuning
receptie balie
account profiel
registreren inschrijven aanmelden inschrijving
inloggen login toegang
wachtwoord vergeten resetten
veiligheid veilig beveiliging
gegevens privacy
verwijderen wissen sluiten
abonnement contract pakket
lid lidmaatschap pas
verlengen verlenging
pauzeren pauze
gebruiker collega medewerker
exporteren downloaden
importeren uploaden
printen afdrukken
telefoon mobiel app
computer laptop
internet wifi
taal engels
reservering reserveren boeken boeking
afspraak
aankomst inchecken
vertrek uitchecken
kamer kamers
bed babybed
kind kinderen zoon dochter baby
gezin familie ouders
leeftijd jaar
senioren ouderen
student studenten leerling
docent leraar
huisdier huisdieren hond honden kat
ontbijt
eten maaltijd restaurant
drinken water
allergie gluten vegan vegetarisch
bagage koffer koffers tassen
handdoek handdoeken
zwembad zwemmen
sauna wellness
fitness sportschool
cursus les lessen
niveau toets
examen toets
certificaat diploma
boek boeken
groep personen
bedrijf
online afstand
ziek arts
lenen uitlenen
huren huur
evenement activiteit
verjaardag feest
rolstoel gehandicapt toegankelijk
lift trap
toilet wc douche
roken
regels verboden toegestaan
verloren vergeten gevonden
sleutel pas
vacature werk baan
klacht
wachten wachttijd
duur lang
paspoort identiteitsbewijs
`
