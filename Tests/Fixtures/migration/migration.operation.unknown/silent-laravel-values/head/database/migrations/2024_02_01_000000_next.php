<?php
return new class extends Migration {
    public function up(): void
    {
        $new = new Permission();
        $name = strtolower('Name');
        Schema::table('artists', function (Blueprint $table) {
            $table->nullableNumericMorphs('owner');
        });
    }
};
