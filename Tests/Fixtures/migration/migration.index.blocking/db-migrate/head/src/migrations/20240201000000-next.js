exports.up = function (db, cb) {
  db.runSql(`CREATE INDEX users_email ON users (email);`, cb);
};
exports.down = (db, cb) => db.removeIndex("users", "users_email", cb);
