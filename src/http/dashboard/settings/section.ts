import type { HttpContext } from "../../context.ts";
import type { FieldErrors, Form } from "../form.ts";
import type { Options } from "./options.ts";
import type { Fields } from "./settings.ts";

/** What the form of a section is given. */
export interface SectionProps {
  readonly c: HttpContext;
  /** As stored, or as just sent when something was wrong with it. */
  readonly fields: Fields;
  readonly options: Options;
  readonly errors: FieldErrors;
  /** The form as it was sent, when it is shown again. */
  readonly sent?: Form;
}
