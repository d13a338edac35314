import ErrataModel

/// Spanish, French, Portuguese and Italian texts.
enum RomanceCases {
  static let spanish =
    StanceCase.all(
      .refutes,
      [
        "Bulo: [[el ajo cura el coronavirus]]",
        "[[Cortarán el agua durante tres días]] es falso, según el ayuntamiento",
        "No es cierto que [[los móviles bajo la almohada causen tumores]]",
        "Circula un mensaje que asegura que [[el puente se cayó anoche]]. Es mentira, no lo compartas.",
        "FALSO: [[el alcalde va a cobrar un impuesto a los perros]]",
        "No hay ninguna evidencia de que [[la miel con cebolla sea mortal]]",
        "La policía desmiente que [[haya una bomba en el centro comercial]]",
        "[[El zumo de melón amargo cura la diabetes]]. Menuda tontería.",
        "No te creas lo de que [[el zumo de melón amargo cura la diabetes]]",
        "[[Estornudar puede romper las costillas]] no es verdad",
        "El vídeo que dice que [[habrá apagón mundial]] es un montaje",
        "Verificación: [[habrá apagón mundial]]. Veredicto: falso.",
      ])
    + StanceCase.all(
      .questions,
      [
        "¿Es cierto que [[cortarán el agua durante tres días]]?",
        "[[El puente se cayó anoche]], ¿verdad o bulo?",
        "¿Alguien sabe si [[hay una bomba en el centro comercial]]?",
        "[[La miel con cebolla es mortal]]?",
        "No sé si [[el alcalde va a cobrar un impuesto a los perros]]",
      ])
    + StanceCase.all(
      .reports,
      [
        "Circula por WhatsApp que [[habrá apagón mundial]]",
        "Detenido un hombre por difundir que [[hay una bomba en el centro comercial]]",
        "El alcalde responde a los rumores de que [[va a cobrar un impuesto a los perros]]",
        "Un mensaje viral dice que [[la miel con cebolla es mortal]]",
      ])
    + StanceCase.all(
      .asserts,
      [
        "[[El ajo cura el coronavirus]]",
        "URGENTE: [[cortarán el agua durante tres días]]. ¡Comparte, esto es verdad!",
        "No es un bulo: [[cortarán el agua durante tres días]]",
        "[[El puente se cayó anoche]], no es falso, lo vi con mis propios ojos",
        "¿Sabías que [[la miel con cebolla es mortal]]?",
        "Dicen los médicos que [[el zumo de melón amargo cura la diabetes]], pásalo",
        "[[Estornudar puede romper las costillas]], aunque parezca mentira",
        "¿Por qué nadie dice que [[habrá apagón mundial]]?",
        "Reenvía a todos: ¡es cierto! [[Habrá apagón mundial]]",
        "Esto no es falso: [[cortarán el agua durante tres días]]",
        "[[El puente se cayó anoche]]. Eso no es ninguna mentira",
      ])

  static let french =
    StanceCase.all(
      .refutes,
      [
        "Intox : [[l'ail guérit le coronavirus]]",
        "Non, [[l'eau sera coupée pendant trois jours]] est faux, dit la mairie",
        "Il est faux de dire que [[les téléphones sous l'oreiller causent des tumeurs]]",
        "Une rumeur prétend que [[le pont s'est effondré hier soir]]. C'est faux, ne partagez pas.",
        "FAUX : [[le maire va taxer les chiens]]",
        "Il n'y a aucune preuve que [[le miel avec des oignons soit mortel]]",
        "La police dément [[la présence d'une bombe au centre commercial]]",
        "[[Le jus de melon amer guérit le diabète]]. N'importe quoi !",
        "Arrêtez de partager ce message : [[le jus de melon amer guérit le diabète]]",
        "[[Éternuer peut casser les côtes]], ce n'est pas vrai",
        "La vidéo montrant [[la panne mondiale annoncée pour lundi]] est truquée",
        "[[La panne mondiale est annoncée pour lundi]] : une légende urbaine",
      ])
    + StanceCase.all(
      .questions,
      [
        "Est-ce vrai que [[l'eau sera coupée pendant trois jours]] ?",
        "[[Le pont s'est effondré hier soir]] : info ou intox ?",
        "Quelqu'un sait si [[une bombe a été trouvée au centre commercial]] ?",
        "[[Le miel avec des oignons est mortel]] ?",
        "Je me demande si [[le maire va taxer les chiens]]",
      ])
    + StanceCase.all(
      .reports,
      [
        "Une rumeur circule : [[la panne mondiale est annoncée pour lundi]]",
        "Un homme condamné pour avoir diffusé que [[une bombe a été trouvée au centre commercial]]",
        "Le maire répond aux rumeurs : [[le maire va taxer les chiens]]",
        "Un message viral affirme que [[le miel avec des oignons est mortel]]",
      ])
    + StanceCase.all(
      .asserts,
      [
        "[[L'ail guérit le coronavirus]]",
        "URGENT : [[l'eau sera coupée pendant trois jours]]. Faites tourner, c'est vrai !",
        "Ce n'est pas une intox : [[l'eau sera coupée pendant trois jours]]",
        "[[Le pont s'est effondré hier soir]], ce n'est pas faux, je l'ai vu de mes yeux",
        "Saviez-vous que [[le miel avec des oignons est mortel]] ?",
        "Les médecins disent que [[le jus de melon amer guérit le diabète]]",
        "[[Éternuer peut casser les côtes]], sans aucun doute",
        "Pourquoi personne ne dit que [[la panne mondiale est annoncée pour lundi]] ?",
        "À partager massivement : [[la panne mondiale est annoncée pour lundi]]",
        "Cela n'est pas faux : [[l'eau sera coupée pendant trois jours]]",
      ])

  static let portuguese =
    StanceCase.all(
      .refutes,
      [
        "Boato: [[alho cura o coronavírus]]",
        "[[Vão cortar a água por três dias]] é falso, diz a prefeitura",
        "Não é verdade que [[celular debaixo do travesseiro causa tumor]]",
        "Circula uma mensagem dizendo que [[a ponte caiu ontem à noite]]. É mentira, não compartilhe.",
        "FAKE: [[o prefeito vai cobrar imposto de cachorro]]",
        "Não há evidências de que [[mel com cebola mata]]",
        "A polícia desmente que [[haja uma bomba no shopping]]",
        "[[Suco de melão amargo cura diabetes]]. Que besteira!",
        "Parem de espalhar que [[suco de melão amargo cura diabetes]]",
        "[[Espirrar pode quebrar a costela]] não passa de lenda urbana",
        "O vídeo que mostra [[o apagão mundial de segunda]] é montagem",
        "Checagem de fatos: [[haverá apagão mundial]]. Resultado: falso.",
      ])
    + StanceCase.all(
      .questions,
      [
        "É verdade que [[vão cortar a água por três dias]]?",
        "[[A ponte caiu ontem à noite]], fato ou fake?",
        "Alguém sabe se [[há uma bomba no shopping]]?",
        "[[Mel com cebola mata]]?",
        "Não sei se [[o prefeito vai cobrar imposto de cachorro]]",
      ])
    + StanceCase.all(
      .reports,
      [
        "Circula no WhatsApp que [[haverá apagão mundial]]",
        "Homem preso por divulgar que [[há uma bomba no shopping]]",
        "Prefeito responde a rumores de que [[vai cobrar imposto de cachorro]]",
        "Um vídeo viral diz que [[mel com cebola mata]]",
      ])
    + StanceCase.all(
      .asserts,
      [
        "[[Alho cura o coronavírus]]",
        "URGENTE: [[vão cortar a água por três dias]]. Compartilhem, isso é verdade!",
        "Não é boato: [[vão cortar a água por três dias]]",
        "[[A ponte caiu ontem à noite]], não é mentira, eu mesmo vi",
        "Você sabia que [[mel com cebola mata]]?",
        "Os médicos dizem que [[suco de melão amargo cura diabetes]]",
        "[[Espirrar pode quebrar a costela]], sem dúvida",
        "Por que ninguém fala que [[haverá apagão mundial]]?",
        "Repasse para todos, é sério! [[Haverá apagão mundial]]",
        "Isso não é mentira: [[vão cortar a água por três dias]]",
      ])

  static let italian =
    StanceCase.all(
      .refutes,
      [
        "Bufala: [[l'aglio cura il coronavirus]]",
        "[[Toglieranno l'acqua per tre giorni]] è falso, dice il comune",
        "Non è vero che [[il cellulare sotto il cuscino provoca tumori]]",
        "Gira un messaggio secondo cui [[il ponte è crollato ieri sera]]. È una bufala, non condividete.",
        "FALSO: [[il sindaco tasserà i cani]]",
        "Non ci sono prove che [[il miele con le cipolle sia mortale]]",
        "La polizia smentisce che [[ci sia una bomba nel centro commerciale]]",
        "[[Il succo di melone amaro guarisce il diabete]]. Che sciocchezza!",
        "Smettetela di diffondere questa catena: [[il succo di melone amaro guarisce il diabete]]",
        "[[Starnutire può rompere le costole]] è solo una leggenda metropolitana",
        "Il video che mostra [[il blackout mondiale di lunedì]] è un fotomontaggio",
        "Fact checking: [[lunedì ci sarà il blackout mondiale]]",
      ])
    + StanceCase.all(
      .questions,
      [
        "È vero che [[toglieranno l'acqua per tre giorni]]?",
        "[[Il ponte è crollato ieri sera]], vero o falso?",
        "Qualcuno sa se [[c'è una bomba nel centro commerciale]]?",
        "[[Il miele con le cipolle è mortale]]?",
        "Mi chiedo se [[il sindaco tasserà i cani]]",
      ])
    + StanceCase.all(
      .reports,
      [
        "Circola su WhatsApp che [[lunedì ci sarà il blackout mondiale]]",
        "Denunciato per aver diffuso l'audio: [[c'è una bomba nel centro commerciale]]",
        "Il sindaco replica alle voci: [[il sindaco tasserà i cani]]",
        "Un video virale dice che [[il miele con le cipolle è mortale]]",
      ])
    + StanceCase.all(
      .asserts,
      [
        "[[L'aglio cura il coronavirus]]",
        "URGENTE: [[toglieranno l'acqua per tre giorni]]. Fate girare, è tutto vero!",
        "Non è una bufala: [[toglieranno l'acqua per tre giorni]]",
        "[[Il ponte è crollato ieri sera]], non è falso, l'ho visto io",
        "Lo sapevi che [[il miele con le cipolle è mortale]]?",
        "I medici dicono che [[il succo di melone amaro guarisce il diabete]]",
        "[[Starnutire può rompere le costole]], senza dubbio",
        "Perché nessuno dice che [[lunedì ci sarà il blackout mondiale]]?",
        "Massima condivisione: [[lunedì ci sarà il blackout mondiale]]",
        "Questa notizia non è falsa: [[toglieranno l'acqua per tre giorni]]",
      ])
}
