exports.up = function (k) {
  return k.schema.dropTable("users");
};
