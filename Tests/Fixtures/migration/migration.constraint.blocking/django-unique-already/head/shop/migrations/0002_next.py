from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [
        migrations.AlterField(model_name="variant", name="sku", field=models.CharField(max_length=255, unique=True)),
        migrations.AlterField(model_name="variant", name="code", field=models.CharField(max_length=32, unique=True)),
        migrations.AlterField(model_name="variant", name="id", field=models.BigAutoField(primary_key=True, unique=True)),
    ]
