/// Every rule that judges single commands.
enum HazardRules {
  static let all: [any HazardRule] = [
    AlgorithmRefused(), CatalogWritten(), ColumnAddedNotNull(), ColumnAddedRewriting(), ColumnDefaultChanged(),
    ColumnDefaultDropped(), ColumnDropped(), ColumnNotNullDropped(), ColumnNotNullSet(), ColumnRenamed(),
    ColumnTypeChanged(), ColumnTypeNarrowed(), ColumnTypeRewritten(), ColumnVolatileDefault(),
    ColumnWithoutEquality(), ConcurrentlyInTransaction(), ConstraintBlocking(), ConstraintDropped(),
    ConstraintUnchecked(), ConstraintValidatedInTransaction(), DatabaseDropped(), EnumValueAdded(),
    ExtensionDropped(), ForeignKeyCascading(), ForeignKeyLocking(), ForeignKeyUnindexed(), IndexBlocking(),
    IndexDropped(), IndexLeftInvalid(), IndexRebuilt(), IndexRemoved(), LockHeld(), LockTimeoutDisabled(),
    LockTimeoutMissing(), ObjectDropped(), ObjectRenamed(), ObjectReplaced(), PartitionAttached(),
    PartitionCreated(), PartitionDetached(), PartitionDropped(), RowsDeleted(), RowsExpiring(), RowsJoined(),
    RowsMoved(),
    RowsRemoved(), RowsUpdated(), SQLDynamic(), SQLDynamicAssembled(), SQLDynamicDestructive(), SchemaDropped(),
    SecurityLoosened(), SecurityTightened(), StatementUnrepeatable(), TableCopied(), TableDropped(), TableLocked(),
    TableMutated(), TableOrderChanged(), TableRebuilt(), TableRebuiltAgain(), TableRebuiltInPlace(), TableRenamed(),
    TableReplaced(), TableRewritten(), TableTruncated(), TableUnlogged(), TransactionBroken(),
    TriggerChanged(), ViewRefreshed(),
  ]
}
