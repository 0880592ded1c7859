import type { Language } from './languages.ts'

/**
 * Words that visitors of websites often write, with folded letters. They tell the language of messages without function
 * words ("refund policy", "glemt passord"), and which of two close languages is meant; they tell nothing else.
 */
export const typicalWords: Readonly<Record<Language, string>> = {
  en:
    'order orders ordered refund refunds return returns shipping delivery price prices cost costs fee free payment pay card invoice account ' +
    'password login cancel subscription membership ticket tickets booking book opening hours open closed sunday saturday monday friday ' +
    'parking student students discount policy warranty repair appointment dog dogs kids children forgot lost broken change address phone ' +
    'email talk speak human useless stupid speak real tomorrow today week month day days size delivered arrive track tracking hey bring',
  de:
    'bestellung bestellen bestellt ruckgabe zuruckgeben versand lieferung liefern preis preise kosten kostet kostenlos gebuhr zahlung zahlen ' +
    'bezahlen karte rechnung konto passwort anmelden kundigen kundigung abo mitgliedschaft ticket buchung buchen offnungszeiten geoffnet ' +
    'geschlossen sonntag sonntags samstag montag freitag parken studenten studentenrabatt rabatt garantie reparatur termin hund kinder vergessen ' +
    'verloren kaputt andern adresse telefon sprechen mensch mitarbeiter morgen heute woche monat tage umtauschen stornieren abholen guten tag moin servus gruezi hallochen',
  es:
    'pedido pedidos devolver devolucion envio enviar entrega precio precios cuesta cuestan coste gratis tarifa pago pagar tarjeta factura ' +
    'cuenta contrasena cancelar cancelo suscripcion socio entrada entradas reserva reservar horario apertura abierto abren cerrado domingo sabado ' +
    'lunes viernes aparcamiento estudiantes descuento garantia reparacion cita perro perros ninos olvide perdido roto cambiar direccion ' +
    'telefono hablar persona humano manana hoy semana mes dias tarda llega aceptan admiten',
  fr:
    'commande commander remboursement rembourser retour retourner livraison livrer prix cout coute couter gratuit tarif paiement payer carte ' +
    'facture compte passe annuler abonnement adhesion billet billets reservation reserver horaires ouverture ouvert ouverts ferme dimanche ' +
    'samedi lundi vendredi parking etudiants reduction garantie reparation rendez chien enfants oublie perdu casse changer adresse ' +
    'telephone parler personne humain demain semaine mois jours',
  it:
    'ordine ordinare rimborso reso restituire spedizione spedire consegna prezzo prezzi costa costo gratis tariffa pagamento pagare carta ' +
    'fattura conto disdire annullare abbonamento iscrizione biglietto biglietti prenotazione prenotare orari orario apertura aperto aperti ' +
    'chiuso domenica sabato lunedi venerdi parcheggio studenti sconto garanzia riparazione appuntamento cane cani bambini dimenticato perso ' +
    'rotto cambiare indirizzo telefono parlare umano domani settimana mese giorni accettate salve buonasera',
  pt:
    'pedido encomenda encomendar reembolso devolver devolucao envio enviar entrega preco precos custa custo gratis tarifa pagamento pagar ' +
    'cartao fatura conta senha cancelar cancelo assinatura inscricao bilhete ingresso reserva reservar horario funcionamento aberto abrem fechado ' +
    'domingo sabado segunda sexta estacionamento estudantes desconto garantia conserto consulta cao cachorro criancas esqueci perdi quebrado ' +
    'mudar endereco morada telefone falar pessoa humano amanha semana mes dias aceitam oie valeu',
  nl:
    'bestelling bestellen besteld retour retourneren terugsturen verzending verzenden levering prijs prijzen kost kosten gratis betaling betalen ' +
    'kaart factuur account wachtwoord inloggen opzeggen annuleren abonnement lidmaatschap kaartje kaartjes boeking boeken openingstijden ' +
    'geopend gesloten zondag zaterdag maandag vrijdag parkeren studenten korting garantie reparatie afspraak hond kinderen vergeten kwijt ' +
    'kapot wijzigen adres telefoon praten spreken mens medewerker morgen week maand dagen mee',
  sv:
    'bestallning bestalla order retur returnera aterbetalning frakt frakten leverans pris priser kostar kostnad gratis betalning betala kort ' +
    'faktura konto losenord glomt logga avbestalla uppsagning abonnemang medlemskap biljett biljetter bokning boka oppettider oppet stangt ' +
    'sondag sondagar lordag mandag fredag parkering studenter rabatt garanti reparation tid hund hunden barn borttappad trasig andra adress telefon ' +
    'prata tala manniska imorgon vecka manad dagar jag ni och hejsan tjena tackar',
  da:
    'bestilling bestille ordre retur returnere refusion fragt fragten levering pris priser koster gratis betaling betale kort faktura konto ' +
    'adgangskode kodeord glemt logge opsige opsiger afbestille abonnement medlemskab billet billetter booking abningstider abent lukket sondag ' +
    'sondagen lordag mandag fredag parkering studerende rabat garanti reparation tid hund born mistet odelagt aendre andre adresse telefon tale ' +
    'snakke menneske imorgen uge maned dage mobilepay hejsa halloj goddag',
  nb:
    'bestilling bestillingen bestille ordre retur returnere refusjon frakt frakten levering pris priser koster gratis betaling betale kort ' +
    'faktura konto passord passordet glemt logge avbestille oppsigelse abonnement abonnementet medlemskap billett billetter booking apningstider apent ' +
    'stengt sondag sondager lordag mandag fredag parkering studenter rabatt garanti reparasjon time hund hunden barn mistet odelagt endre ' +
    'adresse telefon snakke menneske imorgen uke maned dager vipps hvor heisann',
  pl:
    'zamowienie zamowic zamowienia zwrot zwrocic wysylka wysylki dostawa cena ceny kosztuje koszt darmowa bezplatny platnosc placic zaplacic ' +
    'karta faktura konto haslo hasla logowanie anulowac rezygnacja subskrypcja subskrypcji bilet bilety rezerwacja godziny otwarcia otwarte ' +
    'zamkniete niedziela niedziele sobota poniedzialek piatek parking studenci studentow znizka gwarancja naprawa wizyta pies psem dzieci ' +
    'zapomnialem zgubilem zepsuty zmienic adres telefon rozmawiac czlowiekiem jutro tydzien miesiac dni siema siemka witam',
  tr:
    'siparis siparisim iade etmek kargo teslimat fiyat fiyatlar ucret ucreti ucretsiz odeme odemek kart karti kredi fatura hesap sifre ' +
    'sifremi giris iptal abonelik aboneligimi uyelik bilet biletler rezervasyon calisma saatleri acik acik kapali pazar cumartesi ' +
    'pazartesi cuma otopark ogrenci ogrenciler indirim garanti tamir randevu kopek kopegimi cocuk unuttum kayip bozuk degistirmek adres ' +
    'telefon konusmak insan insanla yarin hafta ay gun selam selamlar slm gunaydin',
}
