from django.conf import settings
from django.db import migrations, models
import money


class Migration(migrations.Migration):
    operations = [
        migrations.AlterUniqueTogether(
            name='order', unique_together={('number', 'user'), ('number', 'shop')},
        ),
    ]
