from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("shop", "0002_next")]
    dependencies = [("shop", "0001_initial")]
    operations = [migrations.AddField("order", "when", models.DateField(null=True))]
