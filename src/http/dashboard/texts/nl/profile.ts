/** Profile, migration, and questions to us. */
export const profile = {
  title: "Profiel",
};
