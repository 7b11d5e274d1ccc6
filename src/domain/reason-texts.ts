import type { OpenReason, SkippedReason } from "./codes.ts";

interface Wording {
  readonly message: string;
  readonly help: string;
}

interface ReasonText {
  readonly en: Wording;
  readonly nl: Wording;
}

/** Why documents wait. `transient` ones are tried again by themselves until the cause has passed. */
export const OPEN_TEXTS: Readonly<
  Record<OpenReason, ReasonText & { readonly transient: boolean }>
> = {
  NOT_PAID: {
    transient: true,
    en: { message: "The order is not paid yet.", help: "It is booked by itself once it is paid." },
    nl: {
      message: "De bestelling is nog niet betaald.",
      help: "Na betaling wordt zij vanzelf geboekt.",
    },
  },
  STATUS_NOT_SELECTED: {
    transient: true,
    en: {
      message: "The order has status {detail} in the shop, which is not among the chosen ones.",
      help: "It is booked by itself once it reaches a chosen status. The statuses are set under Configuration.",
    },
    nl: {
      message: "De bestelling heeft in de winkel status {detail}, die niet is gekozen.",
      help: "Bij een gekozen status wordt zij vanzelf geboekt. De statussen staan bij Configuratie.",
    },
  },
  NOT_COMPLETED: {
    transient: true,
    en: {
      message: "The customer has not finished the checkout.",
      help: "It is booked by itself once the order is completed.",
    },
    nl: {
      message: "De klant heeft het bestellen nog niet afgerond.",
      help: "Na afronding wordt de bestelling vanzelf geboekt.",
    },
  },
  CANCELLED: {
    transient: false,
    en: {
      message: "The order was cancelled in the shop.",
      help: "Press Process to book it all the same, or dismiss it.",
    },
    nl: {
      message: "De bestelling is in de winkel geannuleerd.",
      help: "Klik op Verwerken om toch te boeken, of op Afhandelen.",
    },
  },
  VIES_UNAVAILABLE: {
    transient: true,
    en: {
      message: "VIES gave no answer about the VAT number ({detail}).",
      help: "It is asked again by itself, for 72 hours.",
    },
    nl: {
      message: "VIES gaf geen antwoord over het btw-nummer ({detail}).",
      help: "Het wordt 72 uur lang vanzelf opnieuw gevraagd.",
    },
  },
  IMUIS_UNAVAILABLE: {
    transient: true,
    en: { message: "iMUIS does not answer ({detail}).", help: "It is tried again by itself." },
    nl: {
      message: "iMUIS geeft geen antwoord ({detail}).",
      help: "Het wordt vanzelf opnieuw geprobeerd.",
    },
  },
  CCV_UNAVAILABLE: {
    transient: true,
    en: { message: "CCV Shop does not answer ({detail}).", help: "It is tried again by itself." },
    nl: {
      message: "CCV Shop geeft geen antwoord ({detail}).",
      help: "Het wordt vanzelf opnieuw geprobeerd.",
    },
  },
  NOT_CONFIGURED: {
    transient: false,
    en: {
      message: "The integration is not configured completely.",
      help: "Complete the settings under Configuration; what waits is then booked by itself.",
    },
    nl: {
      message: "De koppeling is nog niet volledig ingesteld.",
      help: "Maak de instellingen bij Configuratie af; wat wacht wordt daarna vanzelf geboekt.",
    },
  },
  STOPPED: {
    transient: false,
    en: {
      message: "The integration was stopped.",
      help: "Start it again under Profile; what waits is then booked by itself.",
    },
    nl: {
      message: "De koppeling is gestopt.",
      help: "Start haar weer bij Profiel; wat wacht wordt daarna vanzelf geboekt.",
    },
  },
};

/** Why documents were not booked on purpose. */
export const SKIPPED_TEXTS: Readonly<Record<SkippedReason, ReasonText>> = {
  ALREADY_PROCESSED: {
    en: {
      message: "This sale was booked already ({detail}).",
      help: "Nothing needs to be done.",
    },
    nl: { message: "Deze verkoop is al geboekt ({detail}).", help: "Er hoeft niets te gebeuren." },
  },
  ZERO_TOTAL: {
    en: {
      message: "The total is 0.00 and nothing is left to book.",
      help: "Nothing needs to be done; Process books it all the same.",
    },
    nl: {
      message: "Het totaal is 0,00 en er blijft niets te boeken over.",
      help: "Er hoeft niets te gebeuren; Verwerken boekt het toch.",
    },
  },
  BEFORE_START_DATE: {
    en: {
      message: "The document is dated {detail}, before the start date.",
      help: "Process books it all the same.",
    },
    nl: {
      message: "Het document is van {detail}, voor de startdatum.",
      help: "Verwerken boekt het toch.",
    },
  },
  NEVER_PAID: {
    en: {
      message: "The order is a year old and was never paid.",
      help: "Process looks at it again.",
    },
    nl: {
      message: "De bestelling is een jaar oud en nooit betaald.",
      help: "Met Verwerken wordt opnieuw gekeken.",
    },
  },
  DISMISSED: {
    en: { message: "Dismissed: {detail}", help: "Process books it all the same." },
    nl: { message: "Afgehandeld: {detail}", help: "Verwerken boekt het toch." },
  },
};
