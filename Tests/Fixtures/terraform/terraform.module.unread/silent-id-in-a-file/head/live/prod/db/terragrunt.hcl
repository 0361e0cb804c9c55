terraform {
  source = "git::../../..//modules/db?ref=${trimspace(file("../deployed"))}"
}
inputs = {
  name = "a"
}
