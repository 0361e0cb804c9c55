\set ON_ERROR_STOP on
\i other.sql
