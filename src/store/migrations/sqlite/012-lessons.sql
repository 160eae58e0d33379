-- What a taken lesson serves as: an example of its rule, a sample of this installation's classifier, or both.
ALTER TABLE lessons ADD COLUMN used_as TEXT CHECK (used_as IN ('example', 'sample', 'both'));
UPDATE lessons SET used_as = 'example' WHERE state = 'taken';
