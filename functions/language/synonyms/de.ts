/** Groups of German words that visitors and articles use for the same thing, one a line. */
export const german = `
kündigen kündigung beenden austreten austritt aussteigen vertragsende abmelden
stornieren storno stornierung absagen absage abbestellen rückgängig löschen zurückziehen rücktritt abmelden
absagen abmelden verpassen verpasst versäumen fehlen krank verhindert
umbuchen verschieben verlegen ändern änderung umlegen tauschen wechseln
erstattung erstatten rückerstattung geld zurückzahlen rückzahlung zurückbekommen gutschrift wiederbekommen
zurückgeben rückgabe zurückschicken retoure retournieren rücksendung zurücksenden widerruf zurückbringen zurückzuschicken
umtauschen umtausch tauschen austauschen ersatz
widerruf widerrufen rücktritt
preis preise kosten kostet gebühr gebühren tarif teuer billig günstig bezahlen eintritt beitrag
kostenlos gratis umsonst frei kostenfrei inklusive inbegriffen
rabatt ermäßigung ermäßigt nachlass vergünstigung prozent sparen billiger günstiger gutscheincode skonto
ermäßigung studenten schüler rentner senioren azubis
gutschein geschenkgutschein geschenk verschenken geschenkkarte
geschenk einpacken verpackung
zahlen bezahlen zahlung zahlungsart zahlungsmittel überweisen begleichen
karte kreditkarte ec girocard visa mastercard amex american debitkarte
paypal klarna applepay googlepay
bar bargeld barzahlung
überweisung überweisen vorkasse bank konto iban vorab
lastschrift abbuchen abbuchung einzug sepa bankeinzug
rate raten ratenzahlung finanzierung finanzieren abzahlen abstottern leasing
rechnung beleg quittung kassenbon faktura
mehrwertsteuer steuer umsatzsteuer mwst ust
zoll einfuhr zollgebühren
kaution pfand anzahlung sicherheit
mahnung mahngebühr überfällig verspätung säumnis
spät verspätet verspätung verzögerung überfällig
strafe gebühr mahngebühr bußgeld
bestellung bestellen bestellt kaufen kauf auftrag einkauf order
warenkorb kasse
lager lieferbar verfügbar vorrätig bestand
lieferung liefern lieferzeit versand versenden verschicken zustellung ankommen ankunft schicken geliefert unterwegs
versandkosten porto versand lieferkosten frachtkosten
paket päckchen sendung lieferung
spedition paketdienst dhl post hermes ups
verfolgen sendungsverfolgung sendungsnummer tracking status
ausland international länder land europa schweiz österreich
abholen abholung selbstabholer abholstation
express schnell eilig dringend
verschwunden fehlt verloren vermisst
kaputt defekt beschädigt schaden gebrochen fehler zerbrochen mangel reklamation
falsch irrtum fehler verkehrt vertan verklickt
reklamation reklamieren beanstanden mangel
garantie gewährleistung
reparatur reparieren werkstatt richten instandsetzen platten flicken
inspektion wartung service durchsicht check
ersatzteil ersatzteile teil zubehör
größe größen maße länge höhe breite abmessungen passt groß
farbe farben lackierung wunschfarbe
material stoff
gewicht schwer kilo zuladung belastung
anleitung handbuch aufbau montage zusammenbauen aufbauen
öffnungszeiten geöffnet offen öffnen schließen schließt geschlossen öffnet
uhrzeit zeiten öffnungszeiten wann uhr
feiertag feiertage weihnachten ostern silvester
wochenende samstag sonntag
früh morgens vormittag zeitig
abends abend spät nachts nacht
heute jetzt aktuell
adresse anfahrt standort weg anschrift straße
anfahrt bus bahn zug tram straßenbahn ubahn haltestelle bahnhof öffis
parken parkplatz parkplätze auto tiefgarage parkhaus abstellen stellplatz
auto wagen pkw fahrzeug
laden ladestation elektroauto strom aufladen wallbox
fahrrad rad rädern velo bike ebike pedelec
taxi shuttle transfer flughafen
kontakt telefon telefonnummer anrufen erreichen email hotline
hilfe support kundendienst kundenservice
rezeption empfang theke kasse schalter
konto kundenkonto profil benutzerkonto
anmelden anmeldung registrieren registrierung einschreiben einschreibung eintragen
anmelden einloggen login zugang passwort
passwort kennwort vergessen zurücksetzen login pin
zweifaktor 2fa authentifizierung sicherheit code
sicherheit sicher schutz geschützt
datenschutz daten dsgvo personenbezogen gespeichert
löschen entfernen schließen auflösen
ändern bearbeiten aktualisieren anpassen korrigieren wechseln
tarif paket abo plan vertrag
abo abonnement mitgliedschaft vertrag
mitglied mitgliedschaft beitreten verein
vertrag laufzeit mindestlaufzeit mitgliedschaft
kündigungsfrist frist kündigung
verlängern verlängerung länger behalten
pausieren pause ruhen unterbrechen aussetzen stilllegen
sperren gesperrt blockiert
nutzer benutzer mitarbeiter kollege kollegen lizenz
steuerberater buchhalter
teilen einladen zugriff berechtigung
export exportieren herunterladen download
import importieren hochladen übernehmen
drucken drucker kopieren kopie ausdrucken
scannen digitalisieren foto
app handy smartphone android iphone
computer pc laptop rechner
internet wlan wifi netz
sprache deutsch englisch übersetzung
benachrichtigung erinnerung mail
buchung buchen reservieren reservierung
termin verabredung zeitfenster
anreise ankunft einchecken checkin
abreise auschecken checkout
zimmer suite unterkunft
bett babybett kinderbett zustellbett
baby säugling kleinkind
kind kinder sohn tochter junge mädchen kleine enkel
familie familien eltern geschwister
geschwister bruder schwester familie
jugendliche jugend teenager
alter jahre alt ab mindestalter
erwachsene erwachsener
senioren rentner rente pensionäre
student studenten studierende schüler azubi auszubildende
lehrer lehrerin dozent dozentin kursleiter trainer unterrichten unterrichtet lehrkraft
haustier haustiere hund hunde katze tier tiere welpe
frühstück brunch buffet
essen mahlzeit speisen restaurant bistro cafe imbiss verpflegung
trinken getränke wasser kaffee
allergie gluten vegan vegetarisch laktose unverträglichkeit zöliakie
gepäck koffer tasche taschen
schließfach spind schrank garderobe aufbewahren
handtuch handtücher badetuch
mitbringen mitnehmen dabei
schwimmen baden schwimmbad becken hallenbad
freibad draußen außenbecken
sauna saunieren schwitzen dampfbad wellness
fitness fitnessstudio trainieren training geräte krafttraining studio sport
kurs kurse unterricht stunde lehrgang training
stufe niveau level einstufung einstufungstest
anfänger einsteiger
prüfung test examen klausur
ergebnis bestanden note
zertifikat zeugnis bescheinigung teilnahmebescheinigung nachweis urkunde
bestätigung nachweis beleg
lehrbuch buch material unterlagen
gruppe gruppengröße teilnehmer personen
einzelunterricht privat einzeln
firma unternehmen betrieb arbeitgeber
online fernunterricht video zoom
krank krankheit arzt attest
ersatz vertretung ersatzperson jemand anderes übertragen
probe schnuppern probestunde testen ausprobieren
bibliothek bücherei ausleihen leihen ausleihe
leihen mieten ausleihen verleih miete
probefahrt testen ausprobieren probieren
zehnerkarte 10er mehrfachkarte karte
ticket eintritt eintrittskarte karte
veranstaltung event konzert
geburtstag feiern feier party
rollstuhl behindert behinderung barrierefrei aufzug fahrstuhl schwerbehindert
aufzug fahrstuhl lift treppe
toilette wc dusche
rauchen zigarette
regeln erlaubt verboten gestattet hausordnung
verloren vergessen fundsachen liegengelassen gefunden liegen fundbüro
schlüssel chip armband
versicherung versichert
job stelle bewerbung bewerben ausbildung karriere
beschwerde beschweren
newsletter abbestellen
umwelt nachhaltig
warten wartezeit schlange
höchstens maximal maximum
mindestens minimum
altrad gebraucht inzahlung altes
entsorgen entsorgung recycling altgerät
akku batterie laden reichweite
winter überwintern kälte frost lagern einlagern
aufbewahren lagern lagerung
bremse bremsen bremsbeläge
reifen schlauch platten rad
rahmen rahmengröße rahmenhöhe größe
kindersitz anhänger kinderanhänger
helm
wetter regen gewitter
dauer dauern lange dauert
anfang beginn anfangen beginnen start starten
ende aufhören schluss
ausweis pass personalausweis
unterschrift unterschreiben
auswählen aussuchen wählen
kaufen erwerben
verkaufen verkauf
arbeit arbeiten
umziehen umzug ziehen wegziehen
jemand anderer anderes ersatzperson übertragen übertragbar vertretung partner freund schwester
übertragbar übertragen person weitergeben teilen partner frau mann freund
geschwister geschwisterkind zweites kind ermäßigung rabatt
rabatt ermäßigung familienrabatt mengenrabatt
durchgefallen durchfallen nicht bestanden wiederholen wiederholung
mündlich schriftlich prüfung
guthaben restbetrag rest auszahlen auszahlung
auszahlen auszahlung bar
zurückrufen rückruf anrufen telefon
vormittag mittag uhr
mittag mittags pause
heute selben werktag
klingel zubehör teil teile kleinteile
porto versandkosten versandkostenfrei
amex american express kreditkarte kreditkarten
rechnungskauf rechnung kauf
limit höchstbetrag maximal grenze bis
wochenende samstag sonntag tage
ausleihen leihen mieten probefahrt
umgezogen umzug adresse ändern
adresse lieferadresse anschrift
lohnt günstiger billiger sparen vorteil
internet online webseite
rutsche rutschen
zuschauen zusehen begleiten eltern begleitperson
lernen kurs unterricht anfänger
kraulen schwimmkurs kurs technik
gymnastik wassergymnastik aquafitness aqua kurs
krankenkasse kasse zuschuss erstatten prävention bezuschusst
zuschuss förderung fördern bezuschusst
mindestalter alter jahren ab
begleitung erwachsenen eltern aufsicht
feiern geburtstag kindergeburtstag
mitnehmen mitbringen selbst eigene
essen speisen mitgebracht picknick
föhn fön haartrockner trocknen
bademantel handtuch badeschlappen
badehose badeanzug badebekleidung kleidung
umkleide kabine spind
münze pfand euro
wertsachen spind schließfach haftung
sturz unfall verletzt
unfall notfall verletzt
notfall dringend
diebstahl gestohlen geklaut
gestohlen diebstahl polizei
unterlagen dokumente papiere
formular antrag vordruck
antrag beantragen formular
beantragen antrag anfordern
führerschein ausweis
fahrkarte ticket
einzelstunde privatstunde einzelunterricht
gruppe gruppenkurs teilnehmer
nachholen nachholstunde verpasst ersatztermin
nachholen wiederholen
warteliste ausgebucht voll platz
ausgebucht voll belegt
platz plätze frei
wechseln umsteigen tauschen anderer
schwer leicht niveau stufe
zu schwierig einfach niveau
dozent wunschlehrer
abends abendkurs
intensiv intensivkurs täglich
ferien schulferien sommerferien
sommer sommerferien
monat monatlich monatlichen
jahr jährlich
woche wöchentlich
täglich tag
werktag werktage montag freitag
fehlbuchung doppelt abgebucht
doppelt zweimal
zuschlag aufpreis extra zusätzlich
extra zusätzlich aufpreis inklusive
enthalten inklusive inbegriffen dabei
ausgenommen außer ausnahme
spätestens bis frist
reinigen reinigung putzen sauber waschen
schmutzig dreckig
ölwechsel öl
motor antrieb
bremsen scheibenbremse
schaltung gangschaltung kette
licht lampe beleuchtung
schloss abschließen
gepäckträger korb tasche
anhänger kinderanhänger
passen passt größe
rahmenhöhe rahmengröße körpergröße schrittlänge
körpergröße groß rahmengröße
lastenrad cargo
mountainbike mtb emtb
rennrad gravel
gebrauchtrad gebraucht altrad
wertgarantie versicherung
jobrad leasing dienstrad firmenrad
dienstrad leasing arbeitgeber
rezept verschreibung medikament
zahnarzt zahn zähne
impfung impfen
brille linsen
friseur haare
massage behandlung
blumen pflanzen garten
möbel sofa tisch stuhl
kleidung kleider anziehen
schuhe stiefel
spielzeug spiel spiele
museum ausstellung
führung rundgang
hochzeit heiraten
wohnung haus miete
mieter vermieter
wohnmobil camper
benzin tanken diesel
kredit darlehen
zinsen zinssatz
spende spenden
ehrenamt freiwillig
praktikum azubi ausbildung
besprechung seminarraum tagung
heizung warm
klimaanlage kühl
steckdose strom
müll abfall
ausland international land länder europa eu : norwegen schweden dänemark finnland österreich schweiz frankreich spanien portugal italien polen niederlande holland belgien irland england großbritannien usa amerika kanada japan luxemburg liechtenstein tschechien
werktag werktage wochentag wochentags : montag montags dienstag dienstags mittwoch mittwochs donnerstag donnerstags freitag freitags
wochenende : samstag samstags sonntag sonntags
feiertag feiertage : weihnachten ostern pfingsten silvester neujahr heiligabend allerheiligen
ferien : sommerferien osterferien herbstferien weihnachtsferien
haustier haustiere tier tiere : hund welpe katze kaninchen hamster vogel pferd
kreditkarte kreditkarten karte : visa mastercard amex maestro girocard
zahlen zahlung bezahlen zahlungsarten : paypal klarna applepay bitcoin scheck bar karte rechnung vorkasse
kind kinder familie : sohn tochter baby kleinkind teenager junge mädchen enkel enkelin zwillinge nichte neffe
person personen begleitperson : freund freundin mann frau partner bruder schwester mutter vater mama papa oma opa kollege
auto fahrzeug pkw : bulli transporter suv tesla wohnwagen wohnmobil motorrad roller
handy smartphone gerät : iphone android samsung ipad tablet
datei format export dokument : pdf csv excel xlsx word
essen speisen mahlzeit : pizza brötchen kuchen salat suppe pommes eis picknick burger
getränke trinken : kaffee tee wein bier saft wasser cola alkohol
allergie unverträglichkeit : vegan vegetarisch gluten laktose nüsse
gepäck : koffer rucksack tasche trolley
kleidung : hemd schuhe kleid jacke hose badehose bikini badeanzug mütze jeans
barrierefrei behinderung behindert : rollstuhl rollator blind gehörlos krücken kinderwagen
öffentlichen verkehrsmittel haltestelle : bus bahn zug tram straßenbahn ubahn sbahn
krank krankheit : grippe fieber erkältung corona verletzt operation krankenhaus
arzt : hausarzt orthopäde kinderarzt zahnarzt
ermäßigt ermäßigung rabatt : student schüler rentner senior azubi lehrer schwerbehinderte arbeitslose geschwister bundesfreiwilligendienst
sport : fußball tennis basketball volleyball badminton yoga pilates aquajogging spinning
sprache sprachen : englisch deutsch französisch spanisch italienisch portugiesisch polnisch türkisch chinesisch japanisch russisch arabisch
mitarbeiter personal : trainer bademeister kassierer mechaniker dozent
zubehör ersatzteile ersatzteil teile : klingel pedal sattel bremsbeläge kette licht pumpe schraube reifen schlauch helm schloss korb
gebraucht benutzt unbenutzt neu : gefahren getragen ausgepackt ausprobiert gewaschen probegefahren
defekt schaden mangel kaputt : riss kratzer delle undicht rost geräusch quietscht klappert wackelt loch platten
ausweis : personalausweis reisepass führerschein
fundsachen verloren vergessen liegen : handschuh handschuhe mütze schirm geldbeutel portemonnaie handy schlüssel ladegerät schal jacke ohrring badehose brille uhr
ausstattung : föhn bügeleisen wasserkocher kühlschrank safe balkon
wetter : regen schnee sturm wind gewitter
monat monate : januar februar märz april mai juni juli august september oktober november dezember
lieferung lieferzeit versand zustellung : ankommt angekommen ankommen eintreffen eintrifft zugestellt geliefert bekomme verschickt abgeschickt paketbote
preise tarife gebühren kosten : preisliste gebührenordnung aufschlag obolus verlangt verlangen berechnet
gebühr gebühren : kursgebühr teilnahmegebühr bearbeitungsgebühr aufnahmegebühr jahresgebühr grundgebühr abendkursgebühr startgebühr
kündigung kündigen vertrag : vorzeitig vertragsende kündigungsfrist sonderkündigung umzug schwanger krankheit
umtausch umtauschen : größe klein groß passt gefällt eng weit falsche
rückgabe zurückgeben widerruf : gefällt nichtgefallen zurücknehmen zurücknehmt rückgängig unzufrieden reklamieren
garantie gewährleistung reklamation : kaputtgegangen hinüber funktioniert defekt abgebrochen gerissen ausgefallen
zurückbekommen erstattet rückerstattung erstattung : wiederbekomme überwiesen gutgeschrieben zurückerstattet
öffnungszeiten geöffnet : aufmachen aufmacht zumachen schließt feierabend mittagspause ruhetag einlass kassenschluss badeschluss
termin terminvereinbarung vereinbaren : ausmachen vorbeikommen spontan voranmeldung anmelden absprechen
registrieren konto anlegen : erstellen einrichten eröffnen neu
buchen anmelden : reservieren platz sichern eintragen einschreiben teilnehmen mitmachen
teilnehmen teilnahme mitmachen dabei
nachweis bescheinigung : attest schülerausweis studentenausweis schwerbehindertenausweis bestätigung
anfahrt adresse : hinkommen hinkomme hinfahren navi fahrt parkplatz haltestelle
kontakt telefon : erreichen erreicht erreichbar anrufen ansprechpartner hotline sprechzeiten
essen verpflegung : hunger mittagessen abendessen verpflegen snack kantine
kinder kind : kleiner kleine kurze nachwuchs kids kita schulkind vorschulkind
gepäck aufbewahrung : abstellen unterstellen deponieren
auto parken : wagen abstellen stellplatz parkhaus
schnell dauer : wielange zeitraum zügig bearbeitungszeit
bestätigung mail email : spam posteingang angekommen
passwort login : ausgesperrt reinkomme einloggen zugangsdaten
datenschutz löschen : daten account konto vergessen
rechnung adresse : firma umsatzsteuerid firmenadresse rechnungsadresse
rechnung : beleg quittung kopie duplikat nochmal
abbuchung lastschrift : eingezogen abgebucht bankverbindung kontoverbindung iban
bankverbindung kontodaten iban konto lastschrift
ratenzahlung raten : monatlich stückeln teilbetrag monatsrate
versandkosten : lieferkosten speditionskosten portofrei mindestbestellwert
mindestbestellwert versandkostenfrei ab
paket lieferung : nachbar packstation postfiliale abholen verpasst zuhause
beschädigt transportschaden : verbeult eingedrückt zerkratzt zerbrochen kaputt
werkstatt reparatur inspektion : reparieren richten einstellen quietscht schleift klappert schaltet bremst platten
leihrad ersatzrad : ersatz leihen solange
probefahrt testen : ausprobieren testfahrt anschauen ansehen probesitzen
beratung beraten : empfehlen empfehlung auswahl welches
größe rahmengröße : körpergröße schrittlänge tabelle messen ausmessen
akku reichweite : kilometer weit laden ladezeit voll leer haltbar lebensdauer
akku lagern : winter kälte keller
diebstahl versicherung : geklaut gestohlen
altrad inzahlungnahme : altes eintauschen ankauf verkaufen
newsletter werbung : abmelden abbestellen mails
schwimmkurs schwimmen : seepferdchen bronze kraulen nichtschwimmer abzeichen lernen
sauna : aufguss textilfrei nackt damensauna
schließfach wertsachen : handy uhr geldbeutel pfand münze
kurs absagen : verhindert krank abspringen nachholen versäumt
prüfung ergebnis : bestanden note zeugnis durchgefallen
prüfung anmelden : anmeldeschluss termin ort mitbringen ausweis
stufe einstufung : level vorkenntnisse sprachniveau anfänger fortgeschritten
bildungsurlaub freistellung arbeitgeber
kinderkurs kinder : ferienkurs schüler nachhilfe
nachhilfe schule schüler
einzelunterricht : privat individuell online zuhause
firma firmenkurs inhouse : mitarbeiter unternehmen angebot betrieb
angebot kostenvoranschlag : anfrage unverbindlich
gutschein : einlösen gültig läuft verfällt restbetrag guthaben ablaufdatum verschenken
gültig gültigkeit : ablaufen abgelaufen verfallen verfällt lange
zehnerkarte karte : mehrere übertragbar teilen partner familie
familienkarte familie : eltern kinder zwei
tageskarte tag : ganzer tagesticket
ermäßigt ermäßigung : nachweis ausweis sozialpass
`
