import Fluent

struct Next: AsyncMigration {
  func prepare(on database: any Database) async throws {
    try await database.schema("users")
      .field("code", .string, .required)
      .deleteField("age")
      .update()
    try await database.schema("logs").delete()
  }

  func revert(on database: any Database) async throws {
    try await database.schema("users").delete()
  }
}
