import type { nl } from "../nl.ts";

export const profile: (typeof nl)["profile"] = {
  title: "Profile",
};
