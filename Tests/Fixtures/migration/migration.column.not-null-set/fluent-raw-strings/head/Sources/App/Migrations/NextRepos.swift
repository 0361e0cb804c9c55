struct NextRepos: AsyncMigration {
  let update: SQLQueryString = "UPDATE repos SET forks = 0 WHERE forks IS NULL"

  func prepare(on database: Database) async throws {
    guard let db = database as? SQLDatabase else {
      fatalError("no SQL")
    }
    try await db.raw(update).run()
    try await db.raw(#"ALTER TABLE "repos" ALTER COLUMN "forks" SET NOT NULL"#).run()
  }
  func revert(on database: Database) async throws {}
}
