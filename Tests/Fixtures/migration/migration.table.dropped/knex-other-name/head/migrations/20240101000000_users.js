exports.up = function (k) {
  return k.schema.createTable("users", (t) => {
    t.increments("id");
  });
};
