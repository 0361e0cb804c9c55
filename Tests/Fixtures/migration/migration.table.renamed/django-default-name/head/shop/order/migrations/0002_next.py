from django.conf import settings
from django.db import migrations, models
import money


class Migration(migrations.Migration):
    operations = [
        migrations.AlterModelTable(name='order', table=None),
    ]
