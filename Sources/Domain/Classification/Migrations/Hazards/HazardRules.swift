/// Every rule that judges single commands.
enum HazardRules {
  static let all: [any HazardRule] = [
    AlgorithmRefused(), ColumnAddedNotNull(), ColumnAddedRewriting(), ColumnDefaultDropped(), ColumnDropped(),
    ColumnNotNullDropped(),
    ColumnNotNullSet(), ColumnRenamed(), ColumnTypeChanged(), ColumnTypeNarrowed(), ColumnTypeRewritten(),
    ColumnVolatileDefault(), ConcurrentlyInTransaction(), ConstraintBlocking(), ConstraintDropped(),
    ConstraintValidatedInTransaction(), DatabaseDropped(), EnumValueAdded(), ExtensionDropped(), ForeignKeyLocking(),
    IndexBlocking(),
    IndexDropped(), IndexLeftInvalid(),
    IndexRebuilt(), LockHeld(), LockTimeoutDisabled(), ObjectDropped(), ObjectRenamed(), PartitionAttached(),
    PartitionCreated(),
    PartitionDetached(),
    RowsDeleted(), RowsUpdated(), SQLDynamic(), SQLDynamicAssembled(),
    SQLDynamicDestructive(), SchemaDropped(), SecurityLoosened(), StatementUnrepeatable(),
    SecurityTightened(), TableCopied(), TableDropped(), TableLocked(), TableRebuilt(), TableRebuiltInPlace(),
    TableRenamed(), TableReplaced(), TableRewritten(),
    TableTruncated(), TableUnlogged(), TransactionBroken(), TriggerChanged(), ViewRefreshed(),
  ]
}
