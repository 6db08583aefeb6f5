"""What the bench's posts are made of: lists of words that `posts.py` puts together. Places and people are invented."""

# ruff: noqa: SIM905 - lists of words are easier to read and to add to as texts

FIRST_NAMES = (
    "Ana Beatriz Carla Delia Elisa Fátima Gabriela Hilda Irene Julia Karla Lucía Marta Norma Olga Patricia Rosa Silvia "
    "Teresa Vilma Andrés Byron Carlos Diego Edgar Fernando Gustavo Héctor Iván Jorge Luis Mario Néstor Óscar Pablo "
    "Raúl Sergio Tomás Víctor Walter"
).split()
SURNAMES = (
    "Ajanel Barrios Cabrera Coy Chacón Díaz Estrada Fuentes Girón Hernández Ixcot Juárez López Mazariegos Morales Noj "
    "Orellana Pacay Quiñónez Ramírez Sandoval Tzul Urízar Velásquez Xicará Yax Zapeta Mejía Solís Paredes Batz Cux"
).split()
TOPICS = (
    "Agua y Saneamiento|Café|Cuencas|Datos Abiertos|Salud Mental|Seguridad Vial|Movilidad Urbana|Primera Infancia|"
    "Gestión de Riesgo|Comercio Exterior|Turismo Comunitario|Empleo Juvenil|Transparencia Fiscal|Energía Rural|"
    "Vivienda Social|Contratación Pública|Nutrición Escolar|Residuos Sólidos|Migración Laboral|Pesca Artesanal|"
    "Pueblos Indígenas|Ciencia y Tecnología|Educación Bilingüe|Bosques|Cambio Climático|Servicio Civil|"
    "Gobierno Digital|Adultos Mayores|Personas con Discapacidad|Patrimonio Cultural|Conflictividad Agraria|Artesanías|"
    "Compras Verdes|Puertos|Trata de Personas|Seguridad Alimentaria|Riego|Caminos Rurales|Firma Electrónica|Estadística"
).split("|")
QUALIFIERS = ("", "", "", "", "Técnica ", "Interinstitucional ", "Nacional ", "Multisectorial ")
TOWNS = (
    "Mixco|Villa Nueva|Cobán|Quetzaltenango|Huehuetenango|Jalapa|Zacapa|Salamá|Sololá|Escuintla|Chiquimula|Jutiapa|"
    "Retalhuleu|Mazatenango|Puerto Barrios|Flores|Antigua Guatemala|Chimaltenango|Totonicapán|Santa Cruz del Quiché"
).split("|")
ACTORS = (
    "la población|la comunidad|el vecindario|la junta escolar|el magisterio|la cooperativa|el gremio de productores|"
    "la red de mujeres rurales|la juventud|el público usuario|el sector académico|la asamblea de vecinos|cada familia|"
    "el personal de salud|el estudiantado|la unidad de planificación|el gobierno local|el equipo de peritos"
).split("|")
DONE = (
    "recibió|entregó|inauguró|supervisó|verificó|actualizó|amplió|puso en marcha|revisó|publicó|dio a conocer|concluyó|"
    "habilitó|reparó|distribuyó|certificó|evaluó|fortaleció|renovó|documentó|digitalizó|rehabilitó|reforzó|midió"
).split("|")
THINGS = (
    "el sistema de alerta temprana|la red de drenajes|el padrón de beneficiarios|un lote de medicamentos|"
    "equipo de cómputo|el catálogo de trámites|la ruta de acceso|el mapa de amenazas|becas de estudio|el laboratorio|"
    "la ventanilla única|el manual de procedimientos|sillas de ruedas|semilla mejorada|el puente vehicular|"
    "el censo de viviendas|la biblioteca escolar|el inventario de bienes|la línea de base|herramientas de labranza|"
    "el tablero de indicadores|la planta de tratamiento|filtros de agua|el expediente electrónico|raciones de alimento|"
    "el registro de artesanos|la bodega de granos|kits de higiene|la cartografía de riesgos|el estudio de suelos"
).split("|")
PRODUCTS = (
    "el informe de avances|la propuesta de reglamento|el diagnóstico territorial|la hoja de ruta|el plan de trabajo|"
    "la base de datos depurada|el protocolo de atención|la matriz de indicadores|el borrador del convenio marco|"
    "la guía de usuarios|el calendario de visitas|la ficha técnica|el presupuesto detallado|la lista de enlaces|"
    "el mapa de actores|la estrategia de comunicación|el inventario de equipo|la encuesta de satisfacción"
).split("|")
PURPOSES = (
    "para mejorar la atención en el área rural|con una inversión de {n} mil quetzales|que atiende a {n} familias|"
    "como parte del plan operativo|a fin de reducir los tiempos de espera|en beneficio de {n} hogares|"
    "tras una espera de varios meses|con criterios de pertinencia cultural|según lo previsto en la planificación|"
    "para cubrir la demanda de la temporada|luego de la revisión de {n} expedientes|con enfoque de género|"
    "y anunció que habrá una segunda fase|que tendrá una capacidad de {n} litros por hora|con mano de obra local|"
    "en cumplimiento de la normativa vigente|gracias al esfuerzo de los equipos de campo|sin interrumpir el servicio"
).split("|")
WHEN = (
    "Durante la jornada|En horas de la mañana|Esta semana|A lo largo del mes|En una actividad pública|Por segundo año|"
    "En el acto|Tras varias consultas|En paralelo|Desde hace {n} días|Al cierre del trimestre|En la cabecera|"
    "Con la asistencia de {n} personas|Como cada año|A principios de {month}|El {day} de {month}|En esa oportunidad"
).split("|")
COMMENTS = (
    "Las autoridades recordaron que el servicio es gratuito|El proceso continuará en otras regiones del país|"
    "Los resultados se darán a conocer por los canales oficiales|Más de {n} personas han solicitado la información|"
    "El costo asciende a Q{n},{m}.50, según los registros contables|La cobertura llegó al {p} por ciento|"
    "Quienes deseen participar pueden llenar el formulario en línea|Hay {n} plazas disponibles para la región|"
    "El horario de atención es de {h}:00 a 16:30 horas|Los trabajos se ejecutan en {n} tramos de la carretera|"
    "Se trata de la etapa número {h} de un esfuerzo que empezó en 20{p2}|La lluvia retrasó las obras {h} días"
).split("|")
LAWS = ("Decreto {n}-20{p2}", "Acuerdo Gubernativo {n}-20{p2}", "Acuerdo Ministerial {n}-20{p2}")
ROLES = ("director|directora|coordinador|coordinadora|subdirector|asesora|jefa|gerente|especialista|analista").split(
    "|"
)
