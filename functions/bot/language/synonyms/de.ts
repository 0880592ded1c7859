/** Groups of German words that visitors and articles use for the same thing, one a line. */
export const german = `
kündigen kündigung beenden aufhören austreten austritt raus aussteigen vertragsende abmelden loswerden
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
lieferung liefern lieferzeit versand versenden verschicken zustellung ankommen ankunft schicken geliefert dauert unterwegs raus
versandkosten porto versand lieferkosten frachtkosten
paket päckchen sendung lieferung
spedition paketdienst dhl post hermes ups
verfolgen sendungsverfolgung sendungsnummer tracking status
ausland international länder land europa schweiz österreich
abholen abholung selbstabholer abholstation
express schnell eilig dringend
verschwunden fehlt verloren vermisst weg
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
öffnungszeiten geöffnet offen auf öffnen schließen schließt geschlossen zu öffnet
uhrzeit zeiten öffnungszeiten wann uhr
feiertag feiertage weihnachten ostern silvester
wochenende samstag sonntag
früh morgens vormittag zeitig
abends abend spät nachts nacht
heute jetzt aktuell
adresse anfahrt standort weg anschrift wo straße
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
anfang beginn anfangen beginnen start starten los
ende aufhören schluss
ausweis pass personalausweis
unterschrift unterschreiben
auswählen aussuchen wählen
kaufen erwerben bekommen holen
verkaufen verkauf
arbeit arbeiten
umziehen umzug ziehen wegziehen
`
