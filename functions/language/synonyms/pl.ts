/** Groups of Polish words that visitors and articles use for the same thing, one a line. */
export const polish = `
anulować anulowanie odwołać rezygnacja zrezygnować wypowiedzenie rozwiązać odstąpić
zmienić zmiana przełożyć przesunąć termin
zwrot pieniędzy pieniądze zwrócić refundacja
zwrot zwrócić oddać odesłać
wymiana wymienić zamienić
cena ceny kosztuje koszt opłata cennik ile drogo
darmowy darmowa bezpłatny gratis
zniżka rabat promocja kod ulga taniej
ulga studenci seniorzy emeryci
prezent bon karta voucher
płatność płacić zapłacić
karta kredytowa visa mastercard
gotówka
przelew bank
raty ratalny
faktura paragon rachunek
podatek vat
kaucja depozyt
spóźnienie opóźnienie kara
zamówienie zamówić kupić zakup
dostawa wysyłka wysłać dostarczyć przesyłka
paczka przesyłka
śledzić śledzenie
zagranica kraje
odbiór odebrać
uszkodzony zepsuty wadliwy reklamacja
gwarancja
naprawa naprawić serwis
rozmiar wymiary
otwarte godziny otwarcia zamknięte czynne
sobota niedziela weekend
adres dojazd gdzie
autobus pociąg metro tramwaj
parking parkować samochód auto
elektryczny ładowanie
rower rowery
lotnisko taxi
kontakt telefon zadzwonić
pomoc wsparcie
konto profil
rejestracja zapisać zapisy
logowanie hasło
hasło zapomniałem zresetować
dane prywatność
usunąć skasować
subskrypcja abonament umowa członkostwo
przedłużyć odnowić
zawiesić przerwa
rezerwacja zarezerwować
przyjazd zameldowanie
wyjazd wymeldowanie
pokój pokoje
dziecko dzieci syn córka niemowlę
rodzina rodzice
wiek lat
student studenci uczeń
nauczyciel lektor
zwierzę zwierzęta pies psem kot
śniadanie
jedzenie jeść posiłek restauracja
alergia gluten wegański
bagaż walizka
ręcznik
basen pływać
kurs zajęcia lekcja
egzamin test
certyfikat zaświadczenie
książka książki
grupa osoby
firma
chory lekarz
wypożyczyć pożyczyć
wynająć wynajem
wózek niepełnosprawny
winda
toaleta prysznic
palić papierosy
zasady zakaz dozwolone
zgubiony zgubiłem znaleziony
klucz
praca
skarga
czekać
`
