# plan: delete aws_db_instance.gone
# expect: terraform.destroy.stateful aws_db_instance.gone
