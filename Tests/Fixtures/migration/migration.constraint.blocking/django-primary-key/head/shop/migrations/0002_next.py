from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [
        migrations.RemoveField(model_name="cart", name="id"),
        migrations.AlterField(model_name="cart", name="token", field=models.UUIDField(primary_key=True)),
    ]
