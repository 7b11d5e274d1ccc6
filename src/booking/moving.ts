/** What a write rejects with while its installation moves to another database; raised by the triggers of the migration `move_locks`. */
export function isMoving(error: unknown): boolean {
  return error instanceof Error && error.message.includes("INSTALLATION_MOVING");
}
