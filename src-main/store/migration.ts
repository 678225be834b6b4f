/** One step from a schema to the next. Its place in the list is the version it leads to; once released it never changes. */
export interface Migration {
  name: string
  sql: string
}
