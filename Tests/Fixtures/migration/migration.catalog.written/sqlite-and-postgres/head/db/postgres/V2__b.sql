UPDATE pg_attribute SET attnotnull = true WHERE attname = 'id';
DELETE FROM pg_catalog.pg_depend WHERE objid = 7;
