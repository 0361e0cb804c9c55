<?php
return new class extends Migration {
    public function up(): void
    {
        Schema::table('artists', function (Blueprint $table) {
            $table->index('public_id');
            $table->datetime('seen_at')->nullable();
            $table->foreignIdFor(LifeMetric::class)->nullable();
        });
    }
};
