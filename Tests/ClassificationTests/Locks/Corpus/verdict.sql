SELECT 'SHOWN ' || coalesce(string_agg(
    name || ' ' || (ARRAY['ROW EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE', 'SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE',
      'ACCESS EXCLUSIVE'])[level]
    || CASE WHEN c.relfilenode <> file THEN ' rewrite' ELSE '' END
    || CASE WHEN rows > 0 AND pg_catalog.pg_stat_get_xact_tuples_returned(b.oid) >= rows THEN ' scan' ELSE '' END,
    ', ' ORDER BY name COLLATE "C"), '')
  FROM oracle.before b
    JOIN (
      SELECT relation, max(array_position(ARRAY['RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock',
        'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'], mode)) AS level
      FROM pg_catalog.pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted
      GROUP BY relation) held ON held.relation = b.oid AND level IS NOT NULL
    LEFT JOIN pg_catalog.pg_class c ON c.oid = b.oid;
