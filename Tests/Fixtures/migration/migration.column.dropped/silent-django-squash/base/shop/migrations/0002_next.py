from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [
        migrations.RemoveField(model_name="order", name="note"),
        migrations.AddIndex("order", models.Index(fields=["code"], name="by_code")),
    ]
