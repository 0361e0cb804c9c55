struct CreateRepos: AsyncMigration {
  func prepare(on database: Database) async throws {
    try await database.schema("repos").id().field("forks", .int).create()
  }
  func revert(on database: Database) async throws { try await database.schema("repos").delete() }
}
