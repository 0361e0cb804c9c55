/// A migration tool, as far as its file layout and its way of running files matter here.
///
/// Facts from the tools' sources; a tool that wraps files differently by configuration is taken at its
/// default.
enum MigrationLayout: String, Hashable, Sendable, CaseIterable {
  case flyway
  case golangMigrate = "golang-migrate"
  case diesel
  case prisma
  case sqlx
  case dbmate
  case goose
  case sqlMigrate = "sql-migrate"
  case supabase
  case drizzle
  case liquibase
  case atlas
  case rails
  case django
  case alembic
  case knex
  case sequelize
  case typeorm
  case ecto
  case laravel
  case fluent
  /// No tool recognised: a SQL file in a folder of migrations or of a schema.
  case generic

  /// Whether the tool stores a checksum of an applied file and refuses to go on when it differs.
  ///
  /// Liquibase's checksums are those of single change sets, blanks left out.
  var checksumsFiles: Bool {
    switch self {
    case .flyway, .prisma, .sqlx, .atlas: true
    default: false
    }
  }

  /// Whether a new file that sorts before one already applied is skipped or refused instead of run.
  ///
  /// Diesel, Prisma, sqlx, dbmate, sql-migrate and the frameworks run whatever is pending, so there the order does
  /// not matter.
  var needsAscendingVersions: Bool {
    switch self {
    case .flyway, .golangMigrate, .goose, .supabase, .drizzle, .atlas: true
    default: false
    }
  }

  /// Whether the tool knows a migration by its number alone, so that two files must not share one.
  ///
  /// Prisma and sql-migrate go by the whole name, Drizzle by a hash, Liquibase by author and id.
  var identifiesByVersion: Bool {
    switch self {
    case .flyway, .golangMigrate, .diesel, .sqlx, .dbmate, .goose, .supabase, .atlas, .rails, .ecto: true
    default: false
    }
  }

  /// Whether the tool knows a migration by the name of its file, or of its folder, so that the history may stand anywhere.
  ///
  /// Liquibase stores the path, Django the app; of an unknown tool nothing is known.
  var findsFilesAnywhere: Bool { ![.liquibase, .django, .generic].contains(self) }

  /// How the tool puts the statements of one file into transactions unless the file opts out.
  var transaction: TransactionHabit {
    switch self {
    // Flyway recognises statements that cannot run in a transaction and leaves the transaction out.
    case .flyway, .generic, .sequelize, .fluent: .unknown
    case .golangMigrate, .prisma, .supabase: .implicit
    case .diesel, .sqlx, .dbmate, .goose, .sqlMigrate, .drizzle, .liquibase, .atlas, .rails, .django, .alembic, .knex,
      .typeorm, .ecto, .laravel:
      .wrapped
    }
  }

  /// Whether the tool runs all pending files in one transaction unless it is told otherwise.
  var runsFilesTogether: Bool { self == .alembic || self == .typeorm || self == .drizzle }

  /// Whether comments such as `-- migrate:down`, or functions, divide a file into an up and a down section.
  var dividesFiles: Bool {
    switch self {
    case .dbmate, .goose, .sqlMigrate: true
    // Code has a function for each way.
    default: language != nil
    }
  }
}

/// How a tool runs the statements of one file.
enum TransactionHabit: Hashable, Sendable {
  /// In one transaction that the tool opens.
  case wrapped
  /// Sent as one string: several statements make one implicit transaction, a single one stands alone.
  case implicit
  /// Not known, or decided by the tool from the statements.
  case unknown
}
