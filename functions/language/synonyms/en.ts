/** Groups of English words that visitors and articles use for the same thing, one a line. */
export const english = `
cancel terminate quit unsubscribe resign resignation termination cancellation
cancel call reschedule postpone move change rebook shift
refund money reimbursement reimburse repay repayment cashback credited
return returns send exchange swap withdrawal bring
exchange swap replace replacement substitute
withdraw withdrawal revoke revocation
price cost fee charge rate tariff pricing expensive cheap pay much fare
free complimentary gratis included charge nothing
free trial test demo try
discount reduction reduced rebate concession promo promotion coupon voucher code cheaper deal offer sale
discount concession student pupil senior pensioner retired
voucher coupon gift certificate giftcard present
gift present wrap wrapping
pay payment paying paid pays charge checkout settle
card visa mastercard amex american express credit debit plastic
paypal klarna applepay googlepay wallet
cash coins notes banknotes
transfer wire bank iban sepa remittance deposit
direct debit sepa mandate collect collected
instalment installment instalments monthly finance financing credit pay later spread
invoice bill receipt billing statement proof
invoice customer client bill
tax vat gst taxes duty customs duties import
currency dollar dollars euro euros pound pounds foreign
deposit security bond guarantee holdback
reminder dunning overdue late unpaid arrears
late delay delayed overdue
fine penalty late overdue charge fee
order purchase buy bought purchased ordering buying
basket cart checkout
stock available availability sold
delivery shipping ship deliver shipment dispatch send sent postage post mail courier arrive parcel freight reach
postage shipping delivery post
parcel package shipment box packet
carrier courier dhl ups hermes fedex
track tracking trace status follow
abroad international overseas foreign countries country worldwide europe
collect pickup pick collection click
express fast quick overnight urgent rush priority
missing lost disappear disappeared arrived
broken damaged defective faulty cracked shattered fault defect smashed damage
wrong incorrect mistake error
warranty guarantee
repair fix mend service maintenance fixing repairs workshop puncture flat
inspection service checkup maintenance tune
spare part parts component replacement accessories
size sizes measurement measure dimension dimensions fit large small length height width big
colour color shade
material fabric made ingredients
weight heavy weigh kg load
instructions manual guide assembly assemble
open opening hours close closing closed closes opens
hours times timetable schedule open
holiday holidays christmas easter bank public
weekend saturday sunday
morning early before
evening night late after afternoon
midnight night late arrive arrival
today now currently
address location located directions street map
directions bus train tram metro subway station transport reach travel
parking park car garage space
car vehicle drive driving auto automobile
electric charge charging charger ev plug station
bike bicycle cycle cycling ebike
taxi cab shuttle transfer airport
airport flight plane fly land landing
shuttle transfer bus minibus pickup
contact phone call telephone number email mail reach hotline
support help helpdesk assistance hotline
staff employee employees team receptionist
reception desk front lobby
account profile
register registration signup sign enrol enroll enrolment join create
enrol enroll enrolment register registration book apply sign
join become member signup
login log sign signin access password credentials
password passcode forgot forgotten reset login pin
twofactor 2fa authentication authenticator security code otp mfa verification
security secure safe safety protected protection encryption
privacy data gdpr personal stored
delete remove erase close wipe
change edit modify update amend alter adjust switch correct
correct fix mistake wrong amend change edit
upgrade switch change move higher bigger plan tier
downgrade switch change lower smaller plan
plan plans package subscription tier tariff
subscription membership plan contract subscribe
membership member join club card
contract agreement subscription term
notice period deadline cancel
renew renewal extend prolong extension
pause freeze suspend hold interrupt break
suspend block blocked lock locked deactivate
user users seat seats colleague colleagues employee teammate coworker people staff licence license
colleague coworker employee teammate user
accountant bookkeeper adviser advisor
share invite access permission permissions role
admin administrator owner rights role
access entry enter admission
export download extract save
import upload load transfer migrate csv excel
backup copy restore
download get save pdf
upload attach add file
scan photo photograph picture image camera
print printer printing copy photocopy copies
app mobile phone smartphone android iphone ios
computer pc laptop desktop mac windows
browser chrome safari firefox
internet wifi wlan wireless network online connection
offline without
connect link integrate integration sync synchronise
api developer integration webhook interface
language english german french spanish translation translate
notification notifications alert reminder email
expense expenses cost costs spend spending receipt
mileage kilometre kilometer mile miles car travel trip
employee payroll salary wage wages
report reports statistics overview analysis
offer quote quotation estimate proposal
number numbers numbering sequence format
template layout design logo
einvoice electronic xrechnung zugferd einvoicing
booking book reserve reservation
appointment slot date visit meeting
booking reservation stay
cancel booking reservation stay
stay visit night nights
checkin arrive arrival check
checkout leave departure depart
room rooms suite accommodation bedroom
bed beds mattress cot crib
cot crib baby infant toddler
baby infant newborn toddler
child children kid kids boy girl son daughter youngster
family families parents siblings brother sister
sibling brother sister family children discount
teenager teen youth young minor underage
age old years
adult adults grown
senior seniors pensioner elderly retired
student students pupil university school apprentice trainee
teacher instructor tutor trainer coach teach teaches lecturer
pet pets dog dogs puppy cat cats animal animals
breakfast brunch morning meal buffet
food eat meal meals dinner lunch restaurant snack kitchen menu
drink drinks coffee tea water beverage
allergy allergies allergic gluten intolerance vegan vegetarian celiac coeliac dietary lactose diet
vegan vegetarian plantbased
luggage bag bags suitcase suitcases baggage
luggage store storage leave keep
locker lockers wardrobe cloakroom storage
towel towels linen sheets
pool swim swimming swimmer
outdoor outside openair
indoor inside
sauna steam spa wellness
gym fitness workout training exercise weights
class classes course courses lesson lessons training session workshop seminar
course level beginner advanced
level grade placement a1 a2 b1 b2 c1
beginner starter new first
exam exams test examination assessment
result results pass passed score mark grade
certificate certification diploma proof attendance confirmation
confirmation confirm proof
material book books textbook coursebook
group groups class size people participants
participant attendee participants
private individual one personal
company business corporate firm employer inhouse
online remote virtual zoom video distance
absent absence miss missed sick ill illness
sick ill doctor medical illness
doctor physician gp nurse
substitute replacement deputy somebody instead
withdraw cancel resign
trial taster test sample try
library borrow lend loan
borrow lend loan rent hire
rent rental hire lease borrow
extend renew prolong loan
return due deadline back
book books title novel
ebook ebooks digital download kindle reader
magazine newspaper journal press
reserve reservation hold request
card pass badge ticket
ticket tickets entry admission pass entrance
event events activity activities concert show
birthday party celebration celebrate anniversary
wheelchair disabled disability accessible accessibility barrier handicap lift elevator
lift elevator stairs
toilet bathroom restroom wc shower
smoke smoking cigarette
noise quiet loud
rules allowed permitted forbidden prohibited may
lost forgot forgotten left found
key keys card
insurance insured cover
job jobs career vacancy hiring apply application
complaint complain dissatisfied
feedback review rating
newsletter mailing emails unsubscribe
environment sustainable eco green
donate donation
wait waiting queue
minimum least
maximum most limit max
deadline last until
old used secondhand trade
dispose disposal recycle recycling
battery batteries accumulator rechargeable
battery charge range distance
winter cold frost store
store storage keep
brake brakes
tyre tire wheel inner tube puncture
frame size height
trial ride test demo drive
seat child trailer
helmet
lock key secure
weather rain storm
time duration long last takes
duration long length last
start begin beginning starts
end finish over
visa passport id identification identity
id identification identity passport
sign signature
teach teaches teacher
pick choose select choice
choose select pick
own self
buy purchase shop store get
sell selling sale
work job office
bring take carry
need require required requirement
halfway middle mid prorated prorata proportional partial
midmonth month monthly
text sms message
code login authenticator sms
take accept accepted accepts possible
substitute transfer pass friend else place name
difficult hard easy level difference
hard easy level class course
fail failed retake repeat resit
hear result results notified notify
claim deduct deductible reimburse expense expenses
drive driving car mileage travel
migrate migrating import transfer move old
serial number frame engraved
luggage bag bags drop leave early
trip journey travel tour
guest guests visitor visitors person people
partner spouse wife husband friend transferable
transferable transfer person else share
hungry eat food lunch snack
thirsty drink water
movie film dvd video
film movie dvd
laptop tablet device devices
device devices equipment machine
call quiet phone talk telephone
cheque check payment
bank account details iban direct
refuse reject decline
decline declined rejected failed
charge charged billed deducted
twice double duplicate
surcharge supplement extra additional fee
extra additional more another
include included comes contains contain
exclude except exception
latest last deadline until
earliest first from
entrance entry door access
closed shut
shut closed close
temporary temporarily
weekday weekdays monday friday workday
daily day every
yearly annual annually year annual
monthly month
weekly week
quarterly quarter
trainer personal coach instructor
watch spectator spectators observe parents
learn learning lesson lessons course
slide slides water
dry hairdryer hair dryer
shave cosmetics soap shampoo
health insurance prevention subsidy
injury injured hurt accident
accident emergency injured
emergency urgent danger
police theft stolen steal
stolen theft steal lost
medicine medication drugs prescription
prescription recipe medicine pharmacy
blood test lab
vaccine vaccination shot jab
dentist teeth tooth dental
glasses lenses eye optician
hair haircut salon
nail nails manicure
massage treatment
tattoo piercing
plumber plumbing
garden gardening plants
plant plants flower flowers
furniture sofa table chair
kitchen cooking cook
wedding marriage bride
funeral burial
house home flat apartment
landlord tenant lease
moving move relocate
clean cleaning dirty wash
wash laundry washing
dry cleaning
sew tailor alteration
shoe shoes sneakers boots
clothes clothing wear outfit dress
jewellery ring necklace
toy toys game games
console game gaming
music concert band
museum exhibition gallery
guide guided tour
boat ship ferry cruise
ski skiing snow
camp camping tent
caravan motorhome camper
motorcycle motorbike scooter
scooter moped
fuel petrol gas diesel
oil change
insurance policy cover claim
claim insurance damage
loan credit mortgage
interest rate
account balance
transfer money send
exchange rate currency
donate donation charity
volunteer volunteering help
member dues fee
vote voting
school pupil class
grade mark
homework exercise
scholarship grant funding subsidy
subsidy grant funding support
internship intern trainee
salary pay wage
colleague team
boss manager
meeting appointment conference
room meeting conference seminar
projector screen equipment
catering food buffet
noise loud quiet music
smell odour
temperature warm cold heating
warm heated heating
cold cool air conditioning
light lamp lighting
power electricity plug socket
socket plug outlet adapter
charger cable plug
waste rubbish trash garbage
abroad international country countries eu europe worldwide foreign : norway sweden denmark finland germany austria switzerland france spain portugal italy poland netherlands belgium ireland scotland england uk britain usa america canada australia japan china greece turkey
weekday weekdays workday working : monday tuesday wednesday thursday friday
weekend : saturday sunday
holiday holidays : christmas easter thanksgiving halloween newyear
month months : january february march april may june july august september october november december
pet pets animal animals : dog puppy cat kitten rabbit hamster bird horse parrot
card cards credit debit : visa mastercard amex maestro
payment pay : paypal klarna applepay googlepay bitcoin crypto cheque cash card invoice
child children kid kids family : son daughter toddler teenager baby boy girl grandson granddaughter grandchild twins niece nephew
person people guest companion else : friend husband wife partner girlfriend boyfriend brother sister mother father mum dad parent grandma grandpa colleague
car vehicle : van truck suv tesla caravan camper motorhome motorbike motorcycle
phone mobile smartphone device : iphone android samsung ipad tablet
computer laptop device : macbook mac windows pc chromebook
file format export document : pdf csv excel xlsx word spreadsheet
food meal eat : sandwich pizza burger salad soup cake snack pasta picnic
drink drinks : coffee tea wine beer juice water soda cola alcohol
alcohol : wine beer champagne spirits cocktail
diet dietary allergy allergies : vegan vegetarian gluten lactose nut nuts dairy halal kosher celiac
luggage baggage : suitcase backpack bag trolley rucksack
clothing clothes wear : shirt shoes dress jacket trousers swimsuit trunks bikini cap jeans sneakers
disabled disability accessible accessibility : wheelchair blind deaf crutches walker stroller pram buggy
transport public : bus train tram metro subway underground
sick illness ill : flu fever cold covid broken hospital surgery operation
doctor : surgeon gp dermatologist paediatrician cardiologist physio physiotherapist
student students : undergraduate apprentice trainee pupil university college
reduced discount concession : student senior pensioner teacher military veteran nurse disabled unemployed
sport sports : football tennis basketball volleyball badminton swimming yoga pilates running climbing
language languages : english german french spanish italian portuguese dutch polish turkish chinese japanese russian arabic
employee staff team : trainer receptionist waiter cashier manager librarian technician mechanic
software tool integration connect : slack salesforce zapier shopify wordpress quickbooks excel outlook gmail
social : facebook instagram twitter tiktok whatsapp
spare part parts accessories : chain pedal saddle brake pads bell light pump screw handle strap filter bulb
item goods product : lamp vase candle mug shirt book bottle bike helmet
used worn opened unused unworn : wore rode tried unpacked washed tested
defect damaged broken faulty : crack scratch scratched dent leak leaking torn hole rust noise wobbly loose
payment failed declined : rejected bounced blocked
tax : vat gst
morning : 6am 7am 8am 9am
evening : 6pm 7pm 8pm 9pm 10pm
identification id passport : licence
room rooms : single double twin suite apartment studio
facilities amenities equipment : hairdryer iron kettle fridge minibar safe balcony bathtub microwave
book books media : novel comic magazine dvd cd audiobook ebook game
forgot forgotten lost found : glove gloves hat umbrella wallet purse phone keys charger scarf coat earring jacket
weather : rain snow storm wind fog thunderstorm
cancelled closed : strike storm snow
delivery shipping : arrive arrives arrived receive received deliver courier doorstep neighbour tracking
price pricing : quote rates expensive afford budget
cancel cancellation : anymore early quit leaving terminate
return returns : unhappy dislike regret unwanted mind
exchange : wrong smaller bigger size swap
warranty guarantee : broke stopped working malfunction
refund : reimbursed credited back money
opening hours : close closes open opens late early lunchtime
appointment booking : arrange schedule walkin available slot
register signup account : create set
book enrol sign : reserve join participate spot place
participate join attend take
proof certificate : evidence statement letter document
directions address : navigate reach postcode satnav
contact phone : reach ring hotline talk
food restaurant : hungry lunch dinner supper canteen
luggage storage : stash store deposit
parking car : garage lot leave street
password login : locked reset access credentials
delete data account : erase forget remove close
invoice receipt : copy duplicate resend company address
debit bank : taken debited withdrawn iban details
instalments : monthly split spread
minimum order : threshold spend value
damaged : dented bent smashed scratched ripped
repair workshop : squeaks rattles grinds gears brakes service puncture
advice recommend : suggest recommendation help choose
size guide : measure chart inseam height tall
battery : range charge flat empty lifespan
theft insurance : nicked stolen
tradein : old sell
newsletter : spam unsubscribe emails marketing
exam registration : deadline date location bring id
exam results : passed failed grade score
level placement : test previous knowledge experience
children : kids teens juniors youngsters
private lesson : individual one online home
company corporate : staff inhouse employees quote
voucher : redeem valid expire expires expiry balance
valid validity : expire expires expired last
plan plans : included limit limits features difference compare package
user users seat : add another colleague additional member
plan change upgrade : switch move tier bigger smaller
trial : free test demo days
bank connection : sync link import transactions feed
transactions bank : match booked reconcile statement
export : accountant tax download data
import : switching previous software old migrate
invoice create : send issue draft customer write
invoice correct : mistake wrong sent edit cancel
reminder : unpaid overdue customer late chase
vat return : submit file declare tax
expense receipt : photo scan upload reimburse mileage
security : hacked encryption backup servers gdpr
backup backups : restore lost data
password : forgot email reset link
accountant advisor : access read invite
discount : nonprofit startup student charity
nonprofit charity : association club discount
checkin : key code late arrive reception midnight
checkout : leave late noon luggage
breakfast : buffet vegan gluten time included
cancel booking : flexible refundable change dates
pets : dog cat fee
pool spa : swim sauna towel children hours
wifi internet : password slow fast connection
cot extra bed : baby child crib
airport shuttle : pickup transfer taxi
`
