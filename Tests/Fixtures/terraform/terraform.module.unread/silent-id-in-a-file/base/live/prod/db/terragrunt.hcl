terraform {
  source = "../../../modules//db"
}
inputs = {
  name = "a"
}
