import type { Language } from './languages.ts'

interface ChatWords {
  /** Function words that the kept lists lack, and what people say around a question. */
  readonly silent: string
  /** Words of questions on any topic: they tell little of what this one is about, found or not. */
  readonly general: string
}

/** What visitors of any site write, with folded letters. */
export const chatWords: Readonly<Record<Language, ChatWords>> = {
  en: {
    silent:
      'i me my mine myself you your yours we us our ours they them their he she his her it its this that these those a an the and or but if ' +
      'so as of at by for with about to from in on off out up down over under then than too very just also only own same again ' +
      'once here there when where why how what which who whom whose am is are was were be been being have has had having do does ' +
      'did doing done can could may might must shall should will would ought cannot dont don couldn wouldn doesn didn isn aren won hasn haven shouldn wasn weren doesnt didnt isnt arent wont cant ' +
      'let lets not no nor yes any some every each all ' +
      'both few more most other such while during before after until against between through because please hi hello hey thanks ' +
      'thank ok okay well else per via upon onto within without s t d ll ve re m im ive id got getting gets get whats hows wheres ' +
      'yours ours theirs someone still along away back yet ever even though although unless instead rather quite such via versus vs etc ago hence whether',
    general:
      'want need like know tell say see look find give take make go come think use using used try help question answer thing way ' +
      'possible able work works working happen happens long much many time kind sort offer sell available anything something anyone ' +
      'someone somebody nothing still already now ever really actually exactly guys people person able explain mean wonder wondering ' +
      'interested information info detail details please best good new old big first last often sure allowed allow let keep put ' +
      'problem issue start another able lot bit stuff today site website company shop store team product item service ' +
      'cost costs price prices pricing much expensive cheap fee fees charge pay paying happen leave bring takes took long early late soon between next second half part parts side top hear ask asked tell told mine wants wanted wish hope hoping believe guess seem seems looking looked trying tried doing done gone went come came show shows run set call called feel feels right big small little few several enough whole full real true actual special general usual normal recent current available main own certain various left over up whatever whichever meant means word words speak talk',
  },
  de: {
    silent:
      'ich du er sie es wir ihr mich mir dich dir uns euch mein meine dein ihre ist sind war bin seid hat habe haben hatte kann ' +
      'konnen konnt konnte kannst koennen muss mussen muessen darf durfen duerfen soll sollte will wollen mochte moechte mag wird werden ' +
      "wurde wuerde gibt gibts gibt's was wer wie wo wann warum wieso welche welcher welches wieviel wohin woher womit wofur wofuer worauf ob und oder " +
      'aber wenn dann denn doch mal nur auch noch schon bitte hallo hi hey danke ja nein ok okay guten der die das den dem des ein ' +
      'eine einen einem einer kein keine nicht zu zum zur von vom bei beim mit nach aus auf an am im in ins fur fuer uber ueber ' +
      'um als so da hier dort damit dafur dafuer davon dazu daran man sich etwas irgendwie eigentlich denn eure euer euren eurem eurer ihren ihrem unser unsere geht gehts lang lange viel viele ' +
      'nehmt nehmen nimmt habt hab haette hätte wäre waere eins bevor los wieder wohl halt eh nochmal dazu hin ne n nen beim uebers übers fürs fuers dabei statt trotzdem paar bisschen gern gerne ganz sehr sonst denn schon dann also einfach überhaupt hierzu wozu welchem welchen',
    general:
      'brauchen brauche mochten wollen wissen sagen sehen finden geben nehmen machen mache gehen kommen hilfe helfen frage fragen antwort ' +
      'sache ding moglich moeglich moglichkeit passiert passieren funktioniert funktionieren lange viel art anbieten bietet verkauft verkaufen verfugbar jemand ' +
      'niemand alles nichts jetzt genau wirklich leute mensch erklaren bedeutet interessiert information infos info details gut beste neu ' +
      'gross klein erste letzte oft sicher erlaubt lassen lasst behalten problem ander anderen heute seite firma laden team produkt artikel zeit tun bekomme bekommen kriege ' +
      'eigene eigenen selber selbst immer muss benutzen nutzen verwenden stehen steht heisst heissen ' +
      'kosten kostet preis preise teuer gebuhr gebuhren bezahlen zahlen mach macht gemacht geht gegangen kommt gekommen kriegt gekriegt hole holen bringen bringt mitbringen warten sagt gesagt sieht gesehen sucht suchen gesucht fand gefunden tue tut getan versuchen versucht probiert glaube denke meine meinen gemeint stimmt richtig falsch einfach schwer klein kleine grosse grossen viele wenige mehrere halb halbe ganze ganzen voll echt wahr besondere normal normale aktuell aktuelle eigentlich ungefahr circa etwa vorher nachher spater spat fruh fruher bald schnell langsam weiter weitere zweite nachste nachsten jeweils pro wort worte wollte wunsch wurde andere anderen anderes anders',
  },
  es: {
    silent:
      'yo tu usted ustedes el ella ellos nosotros me te se nos os mi mis su sus lo la los las le les un una unos unas el al del de en a con ' +
      'por para sin sobre y e o u ni pero si no que quien cual cuales cuando donde como cuanto cuanta cuantos cuantas porque es son ' +
      'soy eres somos era fue ser estar esta estan estoy estamos estais hay haber he ha han tengo tiene tienen teneis tenemos tener puedo ' +
      'puede pueden podeis podemos poder podria debo debe deben quiero quiere quisiera queria hago hace hacen haceis hacer va vais vamos voy muy mas ya tambien solo ' +
      'aqui ahi eso esto ese esta este estos estas algo alguien todo toda todos todas nada otra otro hola buenas buenos gracias por favor vale ok vuestro vuestra vuestros vuestras haceis sois os pues entonces cosa hasta desde entre durante ' +
      'propio propia dentro fuera cada mismo misma sino aunque mientras segun quizas tal vez luego asi aun todavia antes despues nunca siempre ningun ninguna ninguno varios varias bastante demasiado tanto tan',
    general:
      'necesito necesitar necesita saber decir ver encontrar dar tomar ir venir ayuda ayudar pregunta respuesta cosa manera forma posible pasa pasar funciona funcionar ' +
      'tiempo tipo ofrecer ofrecen ofreceis vender venden vendeis disponible gente persona explicar significa interesa informacion detalles bueno mejor nuevo ' +
      'grande primero ultimo seguro permitido permite problema hoy pagina web empresa tienda equipo producto articulo usar utilizar siempre tarda poner dejar llevar recibir ' +
      'cuesta cuestan precio precios coste vale pagar pago cobran sale salen salir entro entrar traer traigo lleva llevan llevo llega llegan buscar busco buscando pedir pido mirar miro creer creo pensar pienso parece querer dejo dice dicen dijo hacen hecho intento intentar facil dificil pequeno pequena grande grandes medio media entero entera cierto verdad normal actual temprano pronto segundo siguiente parte palabra hablar persona personas dia dias semana',
  },
  fr: {
    silent:
      'je tu il elle on nous vous ils elles me te se moi toi lui leur mon ma mes ton ta tes son sa ses notre nos votre vos le la les l un ' +
      'une des du de d au aux en dans sur sous avec sans pour par chez et ou mais si ne pas non oui que qu qui quoi quel quelle quels ' +
      'quelles quand ou comment combien pourquoi est sont suis es etes sommes etre etait ai as a avons avez ont avoir peux peut pouvez ' +
      'pouvons peuvent pouvoir pourrais dois doit devez devoir veux veut voulez voudrais faire fait faites y ce cet cette ces ca cela c ' +
      'est-ce j n s m t tres plus aussi deja encore bonjour salut merci bonsoir svp plait ok quelque quelqu tout tous toute toutes autre puis donc alors vais va allez ' +
      'propre dedans dehors chaque meme sinon quoique pendant selon peut-etre ensuite ainsi encore jamais toujours aucun aucune plusieurs assez trop tant tellement toute apres puis-je',
    general:
      'besoin savoir dire voir trouver donner prendre aller venir aide aider question reponse chose maniere facon possible passe passer marche fonctionne ' +
      'fonctionner temps type sorte offrir proposez proposer vendez vendre disponible gens personne expliquer signifie interesse information informations ' +
      'details bon meilleur nouveau grand premier dernier sur permis probleme aujourd hui site entreprise magasin boutique equipe produit article utiliser toujours mettre existe laisser recevoir ' +
      'cout coute couter prix tarif tarifs payer combien cher sortir entrer apporter amener porter arriver chercher cherche demander regarder croire crois penser pense sembler semble laisser laisse dire dit essayer facile difficile petit petite grande moitie demi entier vrai normal actuel tot bientot deuxieme suivant partie mot parler jour jours semaine',
  },
  it: {
    silent:
      'io tu lui lei noi voi loro mi ti si ci vi lo la li le gli ne mio mia miei mie tuo suo nostro vostro vostra vostri il i un uno una di a da ' +
      'in con su per tra fra e ed o ma se non no che chi cosa cos quale quali quando dove come quanto quanta quanti quante perche e ' +
      'sono sei siamo siete essere ho hai ha abbiamo avete hanno avere posso puoi puo possiamo potete possono potrei devo deve devono ' +
      'dovete voglio vuole volete vorrei faccio fa fate fare c questo questa questi quello anche piu molto gia ancora ciao salve buongiorno buonasera ' +
      'grazie favore ok qualche qualcosa qualcuno tutto tutti altro altra qui poi allora vado va viene ' +
      'proprio dentro fuori ogni stesso stessa pero sebbene mentre secondo forse quindi cosi mai sempre nessuno nessuna diversi abbastanza troppo tanto dopo prima',
    general:
      'bisogno sapere dire vedere trovare dare prendere andare venire aiuto aiutare domanda risposta cosa modo possibile succede succedere funziona ' +
      'funzionare tempo tipo offrite offrire vendete vendere disponibile gente persona spiegare significa interessa informazioni informazione dettagli buono ' +
      'migliore nuovo grande primo ultimo sicuro permesso problema oggi sito azienda negozio squadra prodotto articolo usare utilizzare sempre serve mettere lasciare ricevere ' +
      'costo costa costano prezzo prezzi tariffa pagare quanto caro uscire entrare portare porto arrivare cercare cerco chiedere guardare credere credo pensare penso sembra lasciare detto provare facile difficile piccolo piccola mezzo intero vero normale attuale presto secondo prossimo parte parola parlare giorno giorni settimana',
  },
  pt: {
    silent:
      'eu tu voce voces ele ela nos eles elas me te se lhe meu minha meus seu sua seus suas nosso vosso o a os as um uma uns umas de do da ' +
      'dos das em no na nos nas por pelo pela para pra com sem sobre e ou mas se nao sim que quem qual quais quando onde como quanto quanta quantos ' +
      'quantas porque e sao sou es somos era foi ser estar esta estao estou ha haver tenho tem temos ter posso pode podem podemos ' +
      'poder poderia devo deve devem quero quer queria gostaria faco faz fazem fazer vai vou vao isto isso este esta esse essa aquele muito mais ' +
      'ja tambem so ainda ola oi bom boa obrigado obrigada favor ok algum alguma algo alguem tudo todo todos outra outro aqui entao depois ' +
      'proprio propria dentro fora cada mesmo mesma embora enquanto segundo talvez assim nunca sempre nenhum nenhuma varios varias bastante demais tanto tao antes depois',
    general:
      'preciso precisa precisar saber dizer ver encontrar dar tomar ir vir ajuda ajudar pergunta duvida resposta coisa maneira forma possivel acontece acontecer funciona ' +
      'funcionar tempo tipo oferecem oferecer vendem vender disponivel gente pessoa explicar significa interessa informacao informacoes detalhes melhor ' +
      'novo grande primeiro ultimo certo permitido problema hoje site pagina empresa loja equipe equipa produto artigo usar utilizar sempre colocar deixar receber demora ' +
      'custo custa custam preco precos tarifa pagar caro sair entrar trazer levar levo chegar procurar procuro pedir olhar acreditar acho penso parece deixar disse tentar facil dificil pequeno pequena meio inteiro verdade normal atual cedo segundo proximo parte palavra falar dia dias semana',
  },
  nl: {
    silent:
      'ik jij je u hij zij ze wij we jullie mij me jou hem haar ons hun mijn jouw uw onze de het een dit dat deze die en of maar als ' +
      'dan niet geen ja nee wat wie welke welk waar wanneer hoe hoeveel waarom is zijn was ben bent heb hebt heeft hebben kan kun kunt kunnen mag ' +
      'mogen moet moeten wil wilt willen zou zal zullen wordt worden van voor met zonder in op aan bij naar uit over om te tot door er hier daar ook nog al wel ' +
      'heel erg zo hallo hoi dag goedemorgen goedemiddag dank bedankt alstublieft graag ok iets iemand alles andere lang veel gaat hoelang kost ' +
      'eigen binnen buiten elke hetzelfde hoewel terwijl volgens misschien daarna nooit altijd sommige genoeg teveel zoveel zo voordat nadat',
    general:
      'nodig weten zeggen zien vinden geven nemen maken gaan komen hulp helpen vraag antwoord ding manier mogelijk gebeurt werkt werken tijd soort aanbieden ' +
      'bieden verkopen beschikbaar mensen persoon uitleggen betekent informatie details goed beste nieuw groot eerste laatste zeker toegestaan probleem ' +
      'vandaag site website bedrijf winkel team product artikel gebruiken altijd krijgen krijg doen laten ' +
      'kost kosten prijs prijzen betalen duur uitgaan brengen meenemen aankomen zoeken zoek vragen kijken denken denk geloof lijkt laten zei proberen makkelijk moeilijk klein kleine grote half heel waar normaal huidige vroeg laat tweede volgende deel woord praten dag dagen',
  },
  sv: {
    silent:
      'jag du han hon vi ni de dem mig dig oss er min mitt mina din ditt dina er ert era en ett den det denna detta de och eller men om som att inte nej ja ' +
      'vad vem vilken vilket vilka var nar hur varfor ar var vara har hade ha kan kunde kunna ska skulle vill maste far fa blir bli gor ' +
      'gar finns i pa till fran med utan for av vid om over under har dar ocksa bara mycket hej hejsan tjena god tack snalla ok nagot nagon nagra allt alla annan lange manga ' +
      'egen inom utanfor varje samma trots medan enligt kanske sedan aldrig alltid nagra tillrackligt innan efter',
    general:
      'behover behova veta saga se hitta ge ta gora komma hjalp hjalpa fraga svar sak satt mojligt hander fungerar fungera tid typ slags erbjuda erbjuder ' +
      'saljer salja tillganglig folk person forklara betyder information detaljer bra bast ny stor forsta sista saker tillatet problem idag sida ' +
      'foretag butik team produkt artikel anvanda alltid ' +
      'kostar kostnad pris priser betala dyrt ta med komma soka fraga titta tanka tror verkar lata sa forsoka latt svar liten lilla hel sant normal tidigt sent andra nasta del ord prata dag dagar',
  },
  da: {
    silent:
      'jeg du han hun vi i de dem mig dig os jer min mit mine din dit dine jeres en et den det denne dette de og eller men hvis som at ikke nej ja hvad hvem ' +
      'hvilken hvilket hvilke hvor hvornar hvordan hvorfor er var vaere har havde have kan kunne skal skulle vil ville ma far fa bliver ' +
      'blive gor gar findes i pa til fra med uden for af ved om over under her der ogsa kun meget hej goddag tak venligst ok noget nogen nogle alt alle anden laenge mange lang ' +
      'egen inden udenfor hver samme selvom mens ifolge maske aldrig altid nogle nok efter',
    general:
      'behov brug bruge vide sige se finde give tage gore komme hjaelp hjalp hjaelpe sporgsmal svar ting made muligt sker fungerer virker tid type slags tilbyde tilbyder ' +
      'saelger saelge tilgaengelig folk person forklare betyder information oplysninger detaljer god bedst ny stor forste sidste sikker tilladt problem ' +
      'dag side virksomhed butik team produkt vare artikel altid ' +
      'koster pris priser betale dyrt tage komme soge sporge kigge taenker tror synes lade sagde prove let svaer lille hel sandt normal tidligt sent anden naeste del ord tale snakke dag dage',
  },
  nb: {
    silent:
      'jeg du han hun vi dere de dem meg deg oss min mitt mine din ditt dine deres en ei et den det denne dette de og eller men hvis som at ikke nei ja hva hvem hvilken ' +
      'hvilket hvilke hvor nar hvordan hvorfor er var vaere har hadde ha kan kunne skal skulle vil ville ma far fa blir bli gjor gar ' +
      'finnes i pa til fra med uten for av ved om over under her der ogsa bare mye hei heisann god takk vennligst ok noe noen alt alle annen lenge mange lang ' +
      'egen innen utenfor hver samme selv mens ifolge kanskje aldri alltid noen nok for etter',
    general:
      'trenger trenge bruk bruke vite si se finne gi ta gjore komme hjelp hjelpe sporsmal svar ting mate mulig skjer fungerer virker tid type slags tilby tilbyr ' +
      'selger selge tilgjengelig folk person forklare betyr informasjon opplysninger detaljer bra best ny stor forste siste sikker tillatt problem ' +
      'dag side bedrift butikk team produkt vare artikkel alltid ' +
      'koster pris priser betale dyrt ta komme soke sporre se tenker tror synes la sa prove lett vanskelig liten hel sant normal tidlig sent andre neste del ord snakke dag dager',
  },
  pl: {
    silent:
      'ja ty on ona my wy oni mnie mi ci cie go ja nas was ich moj moja moje twoj nasz wasz wasza wasze i oraz lub albo ale jesli gdy ze nie tak nie co kto jaki jaka ' +
      'jakie ktory ktora ktore gdzie kiedy jak ile dlaczego czemu czy jest sa jestem byc byl byla bylo mam ma macie maja miec moge moze mozna ' +
      'mozecie mozemy musze musi trzeba chce chcialbym chcialabym w we na do z ze od dla o po przy przez za pod nad bez tu tam tez juz ' +
      'jeszcze tylko bardzo czesc hej witam dzien dobry dziekuje dzieki prosze ok cos ktos wszystko inny to ten ta te sie u panstwo pan pani ' +
      'wlasny wewnatrz kazdy sam choc podczas wedlug moze potem nigdy zawsze kilka dosc przedtem',
    general:
      'potrzebuje wiedziec powiedziec zobaczyc znalezc dac wziac robic zrobic isc pomoc pomoca pytanie odpowiedz rzecz sposob mozliwe mozliwosc dzieje dziala ' +
      'dzialac czas rodzaj oferujecie oferowac sprzedajecie sprzedawac dostepny ludzie osoba wyjasnic znaczy informacje informacja szczegoly dobry ' +
      'najlepszy nowy duzy pierwszy ostatni pewny dozwolone problem dzisiaj strona firma sklep zespol produkt artykul uzywac zawsze ' +
      'kosztuje koszt cena ceny placic drogo wziac przyjsc szukac szukam pytac patrzec mysle wydaje zostawic powiedzial sprobowac latwy trudny maly caly prawda normalny wczesnie pozno drugi nastepny czesc slowo rozmawiac dzien dni',
  },
  tr: {
    silent:
      'ben sen o biz siz onlar bana sana ona bize size beni seni bizi sizi benim senin bizim sizin bir bu su ve veya ya da de ama eger ki ' +
      'degil hayir evet ne kim hangi nerede nereye nereden nasil neden nicin niye kac mi mu misiniz musunuz miyim muyum var yok olur oluyor olan ' +
      'icin ile gibi kadar sonra once daha cok en her hic merhaba selam tesekkurler tesekkur lutfen tamam sey biri herkes hepsi zaman miyiz ' +
      'kendi icinde disinda ayni ragmen sirasinda gore belki asla bazi yeterli',
    general:
      'istiyorum lazim gerekiyor gerekli bilmek soylemek gormek bulmak vermek almak yapmak yapabilir gelmek yardim soru cevap yol mumkun oluyor calisiyor zaman tur ' +
      'sunuyor satiyor musait insan kisi aciklamak bilgi detay iyi yeni buyuk ilk son emin izin sorun bugun site sirket magaza ekip urun makale kullanmak edebilir ediyorum etmek ' +
      'fiyat fiyati ucret ucreti kac odemek pahali getirmek aramak sormak bakmak dusunuyorum saniyorum birakmak dedi denemek kolay zor kucuk butun dogru normal erken gec ikinci sonraki parca kelime konusmak gun',
  },
}
