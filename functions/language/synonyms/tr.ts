/** Groups of Turkish words that visitors and articles use for the same thing, one a line. */
export const turkish = `
iptal sonlandırmak bırakmak fesih
iptal değiştirmek ertelemek tarih
iade geri para ödeme
iade göndermek cayma
değişim değiştirmek
fiyat ücret kaç tutar pahalı ucuz
ücretsiz bedava dahil
indirim kampanya kupon öğrenci emekli
hediye kart çek
ödeme ödemek
kart kredi visa mastercard
nakit
havale eft banka
taksit
fatura fiş makbuz
vergi kdv
depozito
gecikme geç ceza
sipariş satın almak
kargo teslimat gönderi gönderim
paket kargo
takip
yurtdışı ülke
bozuk kırık hasarlı arızalı
garanti
tamir onarım servis
beden ölçü
açık saat çalışma kapalı
cumartesi pazar haftasonu
adres nerede konum
otobüs tren metro
otopark park araba araç
elektrikli şarj
bisiklet
havaalanı taksi
iletişim telefon aramak
yardım destek
hesap profil
kayıt üye
giriş şifre
şifre unuttum sıfırlama
veri gizlilik
silmek
abonelik üyelik sözleşme
uzatmak yenilemek
dondurmak
rezervasyon
varış giriş
çıkış
oda
çocuk bebek oğlum kızım
aile
yaş
öğrenci
öğretmen eğitmen
evcil hayvan köpek kedi
kahvaltı
yemek restoran
alerji gluten vegan
bagaj valiz bavul
havlu
havuz yüzme
kurs ders
sınav
sertifika belge
kitap
grup kişi
şirket
hasta doktor
ödünç
kiralama
tekerlekli engelli
asansör
tuvalet duş
sigara
kural yasak
kayıp unuttum
anahtar
iş
şikayet
`
