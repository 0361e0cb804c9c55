terraform {
  source = "../../modules//access"
}

iam_role = "arn:aws:iam::444455556666:role/terraform"
