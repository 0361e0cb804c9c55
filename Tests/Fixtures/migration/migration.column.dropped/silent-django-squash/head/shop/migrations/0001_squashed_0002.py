from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("shop", "0001_initial"), ("shop", "0002_next")]
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("note", models.TextField(null=True)),
                ("code", models.CharField(max_length=20)),
            ],
        ),
        migrations.RunPython(code=migrations.RunPython.noop),
        migrations.RemoveField(model_name="order", name="note"),
        migrations.AddIndex("order", models.Index(fields=["code"], name="by_code")),
    ]
