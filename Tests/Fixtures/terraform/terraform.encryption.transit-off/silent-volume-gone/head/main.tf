resource "aws_ecs_task_definition" "task" {
  family = "task"

}
