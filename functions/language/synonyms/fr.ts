/** Groups of French words that visitors and articles use for the same thing, one a line. */
export const french = `
annuler annulation résilier résiliation arrêter désabonner désinscrire terminer quitter
annuler changer modifier reporter déplacer décaler dates
remboursement rembourser argent récupérer avoir
retour retourner renvoyer rendre rétractation
échanger échange remplacer changer
prix coûte coût tarif tarifs combien cher payer montant frais
gratuit gratuite gratuitement inclus compris offert
réduction remise rabais promotion code promo réduit économiser
réduit étudiants seniors retraités
cadeau bon carte chèque offrir
payer paiement régler règlement moyens chèque
carte bancaire crédit visa mastercard amex american
espèces liquide
virement banque iban
prélèvement prélevé débité débit
mensualités échelonné fois
facture reçu justificatif
tva taxe impôt séjour
caution acompte dépôt garantie
retard tard pénalité amende
commande commander achat acheter
livraison livrer livré expédition expédier envoi envoyer recevoir
colis paquet envoi
suivi suivre tracer
étranger international pays
retrait retirer récupérer
urgent express rapide
cassé abîmé défectueux endommagé panne
garantie
réparer réparation atelier
taille dimensions mesure
ouvert ouverture ouvrir ouvrez horaires fermé ferme fermeture
heure heures horaires
férié fériés noël
samedi dimanche weekend
matin tôt
soir nuit tard minuit
adresse où situé accès venir
bus métro train tram gare transport
parking garer stationner stationnement voiture garage place
voiture véhicule auto parking
électrique recharge recharger borne
vélo vélos bicyclette
taxi navette transfert aéroport
aéroport navette vol avion
contact téléphone appeler numéro joindre
aide support assistance
réception accueil
compte profil
inscription inscrire enregistrer
connexion connecter accès identifiant
mot passe oublié réinitialiser
sécurité sûr protection
données confidentialité personnelles
supprimer effacer fermer
abonnement formule forfait contrat
adhérent membre adhésion carte
contrat engagement
renouveler prolonger prolongation
suspendre pause
utilisateur collègue employé
exporter télécharger
importer charger
imprimer impression imprimante
téléphone mobile portable application
ordinateur portable pc
internet wifi connexion
langue anglais français
réservation réserver séjour
rendez-vous créneau
arrivée arriver arrivons checkin
départ partir checkout
chambre chambres suite
lit bébé berceau
bébé nourrisson berceau lit
enfant enfants fils fille petit ado
famille familiale parents
ado adolescents jeunes
âge ans
seniors retraités âgés
étudiant étudiants élève
professeur enseignant prof
animal animaux chien chiens chat toutou chiot
petit-déjeuner déjeuner brunch buffet matin
manger repas restaurant dîner menu
boire boisson eau café
allergie gluten végan végétarien intolérance
bagage bagages valise valises sacs consigne
consigne casier laisser déposer bagages
serviette serviettes draps
piscine nager baignade
spa sauna hammam massage
sport fitness salle
cours leçon classe stage
niveau test
débutant
examen test
certificat attestation
livre livres
groupe groupes personnes
entreprise société
ligne visio distance
malade maladie médecin
louer location
événement activité
anniversaire fête
fauteuil handicapé handicap accessible pmr
ascenseur escaliers
toilettes wc douche
fumer cigarette fumeur
règles interdit autorisé permis
perdu oublié trouvé objets
clé clef carte
emploi travail recrutement
réclamation plainte
attendre attente
maximum limite
minimum
durée temps long
commencer début
pièce identité passeport
étranger international pays europe : norvège suède allemagne autriche suisse espagne portugal italie pologne belgique irlande angleterre canada
semaine ouvrable : lundi mardi mercredi jeudi vendredi
weekend : samedi dimanche
férié fériés : noël pâques
animal animaux domestique : chien chat chiot lapin toutou
carte bancaire crédit : visa mastercard amex
paiement payer régler : paypal chèque espèces carte virement
enfant enfants : fils fille bébé ado petit-fils
personne accompagnant : ami amie mari femme compagnon frère sœur mère père
voiture véhicule : camionnette moto camping-car tesla
téléphone mobile : iphone android samsung
repas manger : sandwich pizza gâteau salade
boisson : café thé vin bière jus
régime allergie : végan végétarien gluten lactose
bagages valise : sac valises
accessible handicap : fauteuil roulant béquilles poussette
perdu oublié trouvés : gant parapluie portefeuille clés chargeur écharpe lunettes
`
