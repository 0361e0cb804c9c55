exports.up = (db, cb) => db.runSql(`CREATE TABLE users (id bigint PRIMARY KEY, email text);`, cb);
exports.down = (db, cb) => db.dropTable("users", cb);
