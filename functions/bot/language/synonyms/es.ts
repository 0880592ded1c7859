/** Groups of Spanish words that visitors and articles use for the same thing, one a line. */
export const spanish = `
cancelar anular cancelación anulación baja terminar dejar rescindir desapuntarse borrarse
cancelar cambiar aplazar mover fechas fecha modificar
reembolso devolver dinero devolución reintegro reembolsar recuperar
devolver devolución retornar cambiar
cambiar cambio modificar sustituir actualizar corregir
precio cuesta cuestan coste costo tarifa vale cuánto caro barato cobran importe
gratis gratuito gratuita incluido libre
descuento rebaja promoción oferta reducido reducción código cupón ahorrar
descuento estudiantes jubilados mayores carné
regalo tarjeta bono vale cheque
pagar pago abonar cobrar cobro pagos
tarjeta crédito débito visa mastercard amex american
efectivo metálico monedas
transferencia banco iban
domiciliación recibo adeudo cuenta
plazos cuotas financiar financiación mensual
factura recibo ticket justificante comprobante
iva impuesto impuestos
fianza depósito garantía retención retener bloqueo retenido
tasa turística impuesto
retraso tarde multa sanción penalización
pedido compra comprar pedir encargo
envío enviar entrega entregar llegar mandar reparto
paquete envío
seguimiento rastrear localizar
extranjero internacional países
recoger recogida
urgente rápido express
roto dañado defectuoso estropeado averiado avería
garantía
reparar reparación arreglar taller
talla tamaño medida grande pequeño
abrir abierto abre abren apertura horario cerrar cerrado cierra
hora horas horario
festivo festivos navidad vacaciones
sábado domingo finde
mañana temprano pronto
noche tarde medianoche madrugada
verano agosto julio
dirección dónde ubicación llegar calle
bus autobús metro tren tranvía estación transporte
parking aparcamiento aparcar coche garaje plaza estacionamiento estacionar
coche vehículo auto carro
cargar cargador eléctrico enchufe recarga
bicicleta bici
taxi traslado aeropuerto lanzadera transporte
contacto teléfono llamar número correo email
ayuda soporte asistencia atención
recepción mostrador
cuenta perfil usuario
registrarse registro alta inscribirse inscripción apuntarse apuntar
entrar acceder acceso iniciar sesión login contraseña
contraseña clave olvidado olvidar restablecer
seguridad seguro protección
datos privacidad personales
borrar eliminar suprimir cerrar
plan tarifa suscripción paquete
suscripción contrato cuota plan
socio miembro carné carnet
contrato permanencia
renovar renovación prorrogar ampliar prolongar
pausa suspender congelar
usuario usuarios empleado empleados compañero colega
gestor asesor contable
compartir invitar permisos
exportar descargar
importar subir cargar
imprimir impresora fotocopia copia impresión
escanear digitalizar escáner
móvil teléfono app aplicación
ordenador ordenadores pc portátil computadora
internet wifi conexión red
idioma inglés español alemán
reserva reservar reservas prestado
cita hora
entrada llegada llegar llegamos checkin
salida checkout dejar
habitación habitaciones cuarto suite
cama cuna supletoria
bebé bebés cuna
niño niños niña hijo hija hijos crío críos infantil peques menor
familia familiar padres hermanos
hermano hermana hermanos
jóvenes joven adolescentes
edad años
adulto adultos
jubilado jubilados mayores pensionista
estudiante estudiantes alumno
profesor profesora maestro
mascota mascotas perro perros gato animal animales perrito
desayuno desayunar comer
comida comer cenar cena restaurante menú
bebida agua café
alergia gluten celiaco celiaca vegano vegetariano intolerancia lactosa dieta
equipaje maleta maletas consigna bolsas
taquilla consigna guardar
toalla toallas sábanas
piscina nadar bañarse
spa sauna masaje
gimnasio fitness
curso clase clases cursos taller
nivel prueba
principiante
examen prueba
certificado diploma justificante
libro libros título novela
grupo grupos personas
privado particular individual
empresa negocio compañía
online línea virtual
enfermo enfermedad malo médico
biblioteca préstamo prestar tomar sacar llevar
alquilar alquiler
prestado reservado
entrada entradas billete
actividad actividades evento taller
cumpleaños fiesta celebrar
silla ruedas discapacidad accesible ascensor minusválido
ascensor escaleras
baño aseo ducha
fumar tabaco
normas permitido prohibido
perdido olvidado dejé dejado encontrado objetos olvidar perder
llave tarjeta
empleo trabajo vacante
queja reclamación
boletín newsletter
esperar cola
máximo límite
mínimo
tiempo dura duración tarda
empezar empieza comienzo inicio
documento dni pasaporte identificación
elegir escoger seleccionar
comprar adquirir
vender venta
anual año anualmente
mensual mes mensualmente
`
