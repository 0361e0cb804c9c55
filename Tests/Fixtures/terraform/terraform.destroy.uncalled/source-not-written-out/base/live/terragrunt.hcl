terraform {
  source = "../modules/${local.module}"
}
