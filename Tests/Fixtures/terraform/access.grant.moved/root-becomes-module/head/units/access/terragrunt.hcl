terraform {
  source = "../../modules//access"
}
