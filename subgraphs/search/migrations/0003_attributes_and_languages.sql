-- Documents now have attributes and texts in other languages, and no event comes again: the index is built anew, beside
-- the one in use. Elasticsearch's says by its form that it is of before.
INSERT INTO generations (state) SELECT 'building' WHERE EXISTS (SELECT FROM documents)
ON CONFLICT (state) WHERE state = 'building' DO NOTHING;
